//! What the checks of wording must leave alone, and where what they find stands among marks.

use prose::check::{FindingKind as Kind, Language, Options, check};
use prose::{Block, Document, Inline, LangTag, Mark, Node};

use super::{found, kinds, missed, reported};

const ENGLISH: &str = "The cooperative was founded by twelve farmers who wanted to sell their pepper together";

fn text(text: &str) -> Document {
    Document::new(vec![Block::paragraph(text)])
}

fn heading(text: &str) -> Document {
    Document::new(vec![Block::heading(2, text)])
}

/// The letters with their marks apart, as some systems write them.
fn decomposed(text: &str) -> String {
    let (circumflex, breve, horn) = ('\u{302}', '\u{306}', '\u{31b}');
    let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    let vowels = [
        ("aàáảãạ", 'a', None),
        ("ăằắẳẵặ", 'a', Some(breve)),
        ("âầấẩẫậ", 'a', Some(circumflex)),
        ("eèéẻẽẹ", 'e', None),
        ("êềếểễệ", 'e', Some(circumflex)),
        ("iìíỉĩị", 'i', None),
        ("oòóỏõọ", 'o', None),
        ("ôồốổỗộ", 'o', Some(circumflex)),
        ("ơờớởỡợ", 'o', Some(horn)),
        ("uùúủũụ", 'u', None),
        ("ưừứửữự", 'u', Some(horn)),
        ("yỳýỷỹỵ", 'y', None),
    ];
    let mut result = String::new();
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap();
        let parts = vowels.iter().find_map(|(forms, base, shape)| {
            Some((*base, *shape, tones[forms.chars().position(|form| form == small)?]))
        });
        let Some((base, shape, tone)) = parts else {
            result.push(c);
            continue;
        };
        if c.is_uppercase() {
            result.extend(base.to_uppercase())
        } else {
            result.push(base)
        }
        result.extend(shape);
        result.push_str(tone);
    }
    result
}

#[test]
fn a_passage_after_a_marked_one_is_told_where_it_stands() {
    let marked = Inline::marked("Grüß Gott, Bà con", vec![Mark::Lang(LangTag::parse("de").unwrap())]);
    let content = vec![Inline::text("Lời chào: "), marked, Inline::text(format!(", rồi: {ENGLISH}."))];
    let document = Document::new(vec![Block::new(Node::Paragraph(content))]);
    let findings = found(&document);
    let start = "Lời chào: Grüß Gott, Bà con, rồi: ".encode_utf16().count();
    let told: Vec<_> = findings.iter().map(|finding| (finding.kind, finding.range.clone().unwrap())).collect();
    assert_eq!(told, [(Kind::LanguageUnmarked, start..start + ENGLISH.len())]);
}

#[test]
fn headings_of_reports_and_rows_of_abbreviations_are_no_shouting() {
    let headings = [
        "I. TÌNH HÌNH KINH TẾ - XÃ HỘI",
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",
        "CHƯƠNG III. NHIỆM VỤ VÀ QUYỀN HẠN CỦA HĐND XÃ",
        "KẾ HOẠCH PHÁT TRIỂN KINH TẾ XÃ HỘI",
        "QUY CHẾ TỔ CHỨC VÀ HOẠT ĐỘNG CỦA UBND XÃ",
    ];
    assert_eq!(reported(&headings, heading), Vec::<String>::new());
    let long = "KẾT QUẢ THỰC HIỆN NHIỆM VỤ PHÁT TRIỂN KINH TẾ XÃ HỘI VÀ PHƯƠNG HƯỚNG CHO NHỮNG NĂM TỚI";
    assert_eq!(missed(Kind::Capitals, &[long], heading), Vec::<String>::new());
    let others = [
        "UNESCO, UNICEF, ASEAN, APEC, IFAD, USAID và ADB tài trợ.",
        "Các khóa XVIII, XVII, XIII, VIII, VII, XXIII và XXVIII của HĐND.",
        "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG TỈNH QUẢNG TRỊ",
        "TRƯỜNG TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ HƯỚNG TÂN",
        "HỢP TÁC XÃ NÔNG NGHIỆP DỊCH VỤ TỔNG HỢP TÂN HỢP",
        "LIÊN MINH HỢP TÁC XÃ TỈNH QUẢNG TRỊ",
        "I. TÌNH HÌNH KINH TẾ - XÃ HỘI NĂM 2026",
        "B. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU",
        "CHƯƠNG II. QUYỀN VÀ NGHĨA VỤ CỦA THÀNH VIÊN",
        "PHỤ LỤC 3: DANH MỤC CÁC THỦ TỤC HÀNH CHÍNH",
        "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        "Theo NQ-HĐND, QĐ-UBND, TT-BTC, CT-TTg, KH-UBND, TB-VPCP, BC-HĐQT.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ĐỘC LẬP - TỰ DO - HẠNH PHÚC",
    ];
    assert_eq!(reported(&others, text), Vec::<String>::new());
    let bold = super::bold(&["KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU", "*Xã đã hoàn thành."]);
    assert_eq!(kinds(&bold), [Kind::HeadingByBold], "told once, as what it is");
    let hits = [
        "TRƯỜNG HỢP NÀO VI PHẠM SẼ BỊ XỬ LÝ NGHIÊM",
        "KHÔNG HÚT THUỐC, KHÔNG ĐỐT RÁC, KHÔNG SĂN BẮN",
        "1. KHÔNG ĐƯỢC ĐỐT RÁC TRONG RỪNG MÙA KHÔ",
    ];
    assert_eq!(missed(Kind::Capitals, &hits, text), Vec::<String>::new());
}

#[test]
fn colours_of_things_and_words_that_look_like_colours_point_at_nothing() {
    let others = [
        "Bấm nút ghi để ghi âm cuộc họp.",
        "Bấm nút “Cam kết” ở cuối trang.",
        "Những chữ ghi trên bia đã mờ.",
        "Bôi đen đoạn văn bản cần sao chép rồi bấm Ctrl+C.",
        "Sao chép đoạn bôi đen ở trên.",
        "Các mục có dấu * màu đỏ là bắt buộc.",
        "Biển hiệu nền xanh, chữ trắng, khung màu đỏ.",
        "Băng rôn nền trắng chữ đỏ treo trước trụ sở.",
        "Giấy trắng, chữ đen.",
        "Bôi xanh methylen vào vết thương của trâu bò.",
        "Cắt bỏ phần có màu nâu trên thân cây tiêu.",
        "Lá bệnh có vùng màu xám, đoạn màu đen.",
        "Kiểm tra lô hàng có màu vàng, mùi mốc.",
        "The green fields of Hướng Hóa.",
    ];
    assert_eq!(reported(&others, text), Vec::<String>::new());
    let hits = [
        "Bấm nút màu ghi để gửi hồ sơ.",
        "Các ô màu đen là ngày nghỉ.",
        "Chữ màu trắng là tên thôn.",
        "Những đoạn được bôi màu vàng là phần sửa đổi.",
        "Vùng màu đỏ trên bản đồ là nơi sạt lở.",
        "Bấm nút cam để nộp.",
        "Fill in the red fields.",
    ];
    assert_eq!(missed(Kind::ColourAlone, &hits, text), Vec::<String>::new());
}

#[test]
fn names_citations_addresses_and_dressed_letters_are_no_other_language() {
    let others = [
        "Tải tệp The-state-of-the-forests-which-are-in-danger-and-are-not-protected.pdf về máy.",
        "Trang the-cooperative-of-the-farmers-and-their-pepper-for-all-of-us.example.com đã mở.",
        "𝗧𝗵𝗼𝗻𝗴 𝗯𝗮𝗼 𝗹𝗶𝗰𝗵 𝗵𝗼𝗽 𝗰𝘂𝗮 𝗛𝗧𝗫 𝗧𝗮𝗻 𝗛𝗼𝗽",
        "ＴＨＯＮＧ　ＢＡＯ　ＬＩＣＨ　ＨＯＰ　ＣＵＡ　ＨＴＸ",
        "Căn cứ Nghị định số 30/2020/NĐ-CP, Thông tư 01/2011/TT-BNV và Kết luận 13-KL/TW.",
        "(Nguyen, V. A. & Smith, J., 2019, World Development, Vol. 12, No. 3, pp. 45-67; Tran et al., 2021)",
        "Toi khong the den hop duoc vi o nha co viec, co the it nua toi se den.",
        "Các đơn vị: IBM, Google for Education, Save the Children, Bread for the World, Plan of Vietnam.",
    ];
    assert_eq!(reported(&others, text), Vec::<String>::new());
    let code = Inline::marked(format!("{ENGLISH} {ENGLISH}"), vec![Mark::Code]);
    assert_eq!(kinds(&Document::new(vec![Block::new(Node::Paragraph(vec![code]))])), []);
}

#[test]
fn decomposed_letters_are_read_as_the_letters_they_are() {
    let sentence = "Bà con có thể nộp hồ sơ ở xã, cũng có thể nộp ở nhà; không thể đến thì có thể ủy quyền cho con.";
    assert_eq!(kinds(&text(&decomposed(sentence))), []);
    let shouted = decomposed("MỜI BÀ CON ĐẾN NHÀ VĂN HÓA XÃ ĐỂ HỌP, NHỚ ĐI ĐỦ");
    let findings = found(&text(&shouted));
    let told: Vec<_> = findings.iter().map(|finding| (finding.kind, finding.range.clone())).collect();
    assert_eq!(told, [(Kind::Capitals, Some(0..shouted.encode_utf16().count()))]);
    assert_eq!(reported(&[&decomposed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")], text), Vec::<String>::new());
}

#[test]
fn a_page_in_english_tells_vietnamese_passages_and_lets_names_be() {
    let vietnamese = include_str!("../../../../vietnamese/tests/data/vietnamese.txt");
    let foreign = include_str!("../../../../vietnamese/tests/data/foreign.txt");
    let is_told = |line: &str| {
        let options = Options { language: Language::English, ..Options::default() };
        check(&text(line), &options).iter().any(|finding| finding.kind == Kind::LanguageUnmarked)
    };
    let alarms: Vec<&str> = foreign.lines().filter(|line| is_told(line)).collect();
    assert_eq!(alarms, Vec::<&str>::new());
    // Of two sentences; a single short one may be a title or a quotation.
    let sentences: Vec<&str> = vietnamese.lines().filter(|line| line.ends_with('.') && line.len() > 40).collect();
    let passages: Vec<String> = sentences.chunks_exact(2).map(|two| two.join(" ")).collect();
    let lost: Vec<&String> = passages.iter().filter(|line| !is_told(line)).collect();
    println!("{} of {} passages missed", lost.len(), passages.len());
    assert!(passages.len() > 200 && lost.len() * 20 <= passages.len(), "{lost:#?}");
    let names =
        "The communes of Tân Hợp, Hướng Hóa and Đakrông, and the districts of Cam Lộ and Gio Linh, grow pepper.";
    assert!(!is_told(names) && !is_told(&decomposed(names)));
    assert!(is_told(&decomposed(&format!("The sign says: {}", passages[0]))));
}
