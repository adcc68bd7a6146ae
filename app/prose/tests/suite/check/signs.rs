//! Quotation marks and brackets.

use prose::check::FindingKind as Kind;
use prose::{Block, Document};

use super::{found, kinds, missed, reported};

fn text(text: &str) -> Document {
    Document::new(vec![Block::paragraph(text)])
}

#[test]
fn half_pairs_are_found() {
    let hits = [
        "Thực hiện chủ trương “Dân biết, dân bàn của xã.",
        "Thực hiện chủ trương Dân biết, dân bàn” của xã.",
        "Theo Nghị định số 30/2020/NĐ-CP (ngày 05/3/2020 của Chính phủ.",
        "Hợp tác xã nông nghiệp Tân Hợp) đã họp.",
        "Danh sách [kèm theo quyết định này.",
        "Danh sách kèm theo] quyết định này.",
        "Phong trào «Xây dựng nông thôn mới đã lan rộng.",
        "Phong trào \"Xây dựng nông thôn mới đã lan rộng.",
        "Cuốn 'Lịch sử Đảng bộ huyện đã in xong.",
        "a) Cấp xã (gồm: xã, thị trấn;",
    ];
    assert_eq!(missed(Kind::Unbalanced, &hits, text), Vec::<String>::new());
}

#[test]
fn points_apostrophes_and_inches_are_no_half_pairs() {
    let others = [
        "a) Giấy khai sinh; b) Căn cước công dân; đ) Sổ hộ khẩu.",
        "1) Nộp hồ sơ tại bộ phận một cửa.",
        "Theo điểm a) khoản 1 Điều 5 và điểm đ) khoản 2.",
        "iv) Các khoản thu khác, 12) các khoản chi.",
        "Nghệ nhân H'Hen Niê và già làng Y'Ble.",
        "Màn hình 24\" và ống nước 3/4\".",
        "“Dân biết, dân bàn, dân làm, dân kiểm tra” (khẩu hiệu [cũ]).",
        "Lễ hội “Gặp mặt «Tình quân dân» đầu xuân” của xã.",
        "Ông nói: 'Bà con yên tâm' rồi ra về.",
        "Chuyến đi của giáo viên những năm '90 ('the teachers' trip').",
        "Xem https://vi.wikipedia.org/wiki/Khe_Sanh_(th%E1%BB%8B_tr%E1%BA%A5n) để biết thêm.",
        "Cảm ơn bà con :) và hẹn gặp lại.",
        "(Xem thêm tại https://quangtri.gov.vn/tin-tuc).",
        "Bà „Năm“ bán nước.",
    ];
    assert_eq!(reported(&others, text), Vec::<String>::new());
}

#[test]
fn a_quotation_may_go_on_over_paragraphs() {
    let paragraphs = |texts: &[&str]| Document::new(texts.iter().map(Block::paragraph).collect());
    let law = ["Sửa đổi Điều 5 như sau:", "“Điều 5. Hồ sơ", "Hồ sơ gồm có đơn và giấy tờ.”."];
    assert_eq!(kinds(&paragraphs(&law)), []);
    assert_eq!(kinds(&paragraphs(&["“Đoạn một", "“đoạn hai", "“đoạn ba”."])), []);
    let findings = found(&paragraphs(&["Xã “Tân Hợp", "Họp “bàn” việc", "Một” và hai”"]));
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].kind, findings[0].range.clone()), (Kind::Unbalanced, Some(11..12)));
    let open = found(&paragraphs(&["Xã (Tân Hợp", "Họp) bàn"]));
    assert_eq!(open.iter().map(|finding| finding.range.clone()).collect::<Vec<_>>(), [Some(3..4), Some(3..4)]);
}
