//! Capitals, colours and languages: found in what people write, and not in what they must write so.

use prose::check::{FindingKind as Kind, Language, Options, check};
use prose::{Block, Document, Inline, LangTag, Mark, Node};

use super::{kinds, missed, reported};

/// Written for the repair of encodings: prose, headings, addresses, symbols, names of a province.
const VIETNAMESE: &str = include_str!("../../../../vietnamese/tests/data/vietnamese.txt");
const FOREIGN: &str = include_str!("../../../../vietnamese/tests/data/foreign.txt");

fn text(text: &str) -> Document {
    Document::new(vec![Block::paragraph(text)])
}

fn of(kind: Kind, texts: &str) -> Vec<&str> {
    texts.lines().filter(|line| kinds(&text(line)).contains(&kind)).collect()
}

#[test]
fn sentences_in_capitals_are_found() {
    let hits = [
        "ĐỀ NGHỊ BÀ CON NHANH CHÓNG ĐẾN NHÀ VĂN HÓA ĐỂ NHẬN HỖ TRỢ.",
        "Lưu ý: KHÔNG ĐƯỢC TỰ Ý ĐỐT RÁC TRONG RỪNG VÀO MÙA KHÔ.",
        "KÍNH MỜI TOÀN THỂ THÀNH VIÊN HTX TÂN HỢP DỰ ĐẠI HỘI THƯỜNG NIÊN NĂM 2026",
        "PLEASE READ ALL THE INSTRUCTIONS BEFORE OPENING THIS PACKAGE",
    ];
    assert_eq!(missed_kind(Kind::Capitals, &hits), Vec::<&str>::new());
}

/// Which of the texts have no finding of the kind.
fn missed_kind<'a>(kind: Kind, texts: &[&'a str]) -> Vec<&'a str> {
    texts.iter().copied().filter(|line| !kinds(&text(line)).contains(&kind)).collect()
}

#[test]
fn abbreviations_and_names_of_bodies_are_no_shouting() {
    let others = [
        "UBND, HĐND, UBMTTQVN xã và HTX DVNN Tân Hợp họp bàn.",
        "Căn cứ 13-NQ/TW, 23/2012/QH13, 05/2017/NQ-HĐND, 18/2018/NĐ-CP và 340/QĐ-TTg.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ",
        "THÔNG BÁO",
        "Lớp 10A1, 10A2, 10A3, 11B1, 11B2, 12C1 nghỉ học.",
        "GTZ, SNV, ILO, FAO, UNDP và WB tài trợ.",
    ];
    assert_eq!(reported(&others, text), Vec::<String>::new());
}

#[test]
fn places_told_by_colour_alone_are_found() {
    let hits = [
        "Các ô màu vàng là bắt buộc.",
        "Bấm nút xanh để gửi hồ sơ.",
        "Xem phần in đỏ ở cuối trang.",
        "Những dòng chữ màu đỏ là hạn chót.",
        "The fields in red are required.",
        "Bấm vào khung màu cam bên phải.",
    ];
    assert_eq!(missed(Kind::ColourAlone, &hits, text), Vec::<String>::new());
    let others = [
        "Đội cờ đỏ của trường đi kiểm tra.",
        "Xe ô tô màu đỏ đỗ trước trụ sở.",
        "Trồng 5 ha rừng xanh, cam Vinh và hoa hồng.",
        "Sổ đỏ được cấp tại bộ phận một cửa.",
        "Mười sáu chữ vàng của ngành.",
        "Khu dân cư xanh, sạch, đẹp.",
        "Làn xanh ưu tiên cho người cao tuổi, trẻ em.",
    ];
    assert_eq!(reported(&others, text), Vec::<String>::new());
}

#[test]
fn sentences_of_another_language_are_found_unless_marked() {
    let english = "The cooperative was founded by twelve farmers who wanted to sell their pepper together.";
    let vietnamese = "Hợp tác xã được mười hai hộ nông dân lập ra để cùng nhau bán hồ tiêu.";
    let hits = [
        english,
        "Les agriculteurs de la commune ont vendu leur poivre dans les marchés de la province.",
        "Ông nói: “We are not going to sell our land to any of the companies from the city” rồi ra về.",
        "Tên tiếng Nga là Российская Федерация и её субъекты.",
        "協同組合は農家によって設立されました。",
    ];
    assert_eq!(missed(Kind::LanguageUnmarked, &hits, text), Vec::<String>::new());
    let others = [
        "Chương trình Agritera, GTZ và World Bank hỗ trợ HTX Tân Hợp.",
        "Báo Le Monde và The New York Times đưa tin.",
        "Phần mềm Microsoft Office Word, Excel và Google Docs.",
        "Ông John Smith, bà Marie Curie và ông Đặng Văn Ngữ.",
        "Liên hệ: info@example.com, https://example.com/the-cooperative-of-the-farmers-and-their-pepper",
        "Nhãn hiệu “Pepper of Quang Tri” được bảo hộ.",
        vietnamese,
    ];
    assert_eq!(reported(&others, text), Vec::<String>::new());
    let marked = Inline::marked(english, vec![Mark::Lang(LangTag::parse("en").unwrap())]);
    let marked = Document::new(vec![Block::new(Node::Paragraph(vec![Inline::text("Nguyên văn: "), marked]))]);
    assert_eq!(kinds(&marked), []);

    let on_english_page = |line: &str| {
        let options = Options { language: Language::English, ..Options::default() };
        check(&text(line), &options).iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert_eq!(on_english_page(vietnamese), [Kind::LanguageUnmarked]);
    assert_eq!(on_english_page(english), []);
    assert_eq!(on_english_page("The people of Quảng Trị, Đông Hà and Hướng Hóa grow pepper and coffee."), []);
}

#[test]
fn what_a_province_writes_raises_no_false_alarm() {
    let lines = VIETNAMESE.lines().count();
    assert!(lines > 1_500, "{lines}");
    assert_eq!(of(Kind::LanguageUnmarked, VIETNAMESE), Vec::<&str>::new());
    assert_eq!(of(Kind::ColourAlone, VIETNAMESE), Vec::<&str>::new());
    let shouted = of(Kind::Capitals, VIETNAMESE);
    let with_small: Vec<_> = shouted.iter().filter(|line| line.chars().any(char::is_lowercase)).collect();
    assert_eq!(with_small, Vec::<&&str>::new(), "only whole lines of capitals");
    // Passages of three sentences of another language; a single short one may be a title or a quotation.
    let is_sentence = |line: &&str| line.is_ascii() && line.ends_with('.') && line.split(' ').count() > 5;
    let sentences: Vec<&str> = FOREIGN.lines().filter(is_sentence).collect();
    let passages: Vec<String> = sentences.chunks_exact(3).map(|three| three.join(" ")).collect();
    let lost: Vec<_> = passages.iter().filter(|it| !kinds(&text(it)).contains(&Kind::LanguageUnmarked)).collect();
    println!("{} of {} passages missed, {} lines in capitals", lost.len(), passages.len(), shouted.len());
    assert!(passages.len() > 50 && lost.len() * 20 <= passages.len(), "{lost:#?}");
}
