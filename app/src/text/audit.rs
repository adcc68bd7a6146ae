//! The words of the log of deeds. Readers download none of them.

use super::Labels;
use crate::audit::Deed;

/// The words of the log.
pub struct AuditWords {
    /// Log
    pub title: &'static str,
    /// What the log is.
    pub lead: &'static str,
    /// No.
    pub number: &'static str,
    /// When
    pub at: &'static str,
    /// Who
    pub who: &'static str,
    /// What was done
    pub deed: &'static str,
    /// To what
    pub subject: &'static str,
    /// Details
    pub detail: &'static str,
    /// Older
    pub older: &'static str,
    /// Account
    pub account: &'static str,
    /// A command on the machine
    pub machine: &'static str,
    deeds: fn(Deed) -> &'static str,
}

impl AuditWords {
    /// The words for a deed.
    pub fn deed_words(&self, deed: Deed) -> &'static str {
        (self.deeds)(deed)
    }
}

const VI: AuditWords = AuditWords {
    title: "Nhật ký",
    lead: "Mọi việc đã làm được ghi nối tiếp, không sửa và không xóa được. Lệnh “dinh check” chỉ ra dòng nào bị động tới.",
    number: "Số",
    at: "Lúc",
    who: "Ai",
    deed: "Việc",
    subject: "Đối tượng",
    detail: "Chi tiết",
    older: "Cũ hơn",
    account: "Tài khoản",
    machine: "Lệnh trên máy chủ",
    deeds: vietnamese,
};

const EN: AuditWords = AuditWords {
    title: "Log",
    lead: "Everything that was done, row after row; none can be changed or removed. The command “dinh check” names a row that was touched.",
    number: "No.",
    at: "When",
    who: "Who",
    deed: "What was done",
    subject: "To what",
    detail: "Details",
    older: "Older",
    account: "Account",
    machine: "Command on the server",
    deeds: english,
};

fn vietnamese(deed: Deed) -> &'static str {
    match deed {
        Deed::Publish => "Đăng bài",
        Deed::TakeDown => "Gỡ bài",
        Deed::Schedule => "Hẹn giờ đăng",
        Deed::Step => "Chuyển bước",
        Deed::Assign => "Giao việc",
        Deed::Plan => "Đặt hạn, người phụ trách",
        Deed::Readdress => "Đổi địa chỉ bài",
        Deed::PublishNotice => "Đăng thông báo",
        Deed::TakeDownNotice => "Gỡ thông báo",
        Deed::OpenPoll => "Mở thăm dò",
        Deed::ClosePoll => "Đóng thăm dò",
        Deed::DescribeFile => "Sửa thông tin tệp",
        Deed::TrashFile => "Bỏ tệp vào thùng rác",
        Deed::RestoreFile => "Lấy tệp khỏi thùng rác",
        Deed::ReplaceFile => "Thay tệp",
        Deed::SetQuota => "Đặt hạn mức thư viện",
        Deed::UndoImport => "Rút lại lần nhập",
        Deed::AddAccount => "Thêm tài khoản",
        Deed::Grant => "Giao quyền theo chuyên mục",
        Deed::Invite => "Mời người mới",
        Deed::DisableAccount => "Khóa tài khoản",
        Deed::EnableAccount => "Mở khóa tài khoản",
        Deed::EndSessions => "Kết thúc mọi phiên",
        Deed::ChangePassword => "Đổi mật khẩu",
        Deed::TurnOnSecondStep => "Bật xác nhận hai bước",
        Deed::TurnOffSecondStep => "Tắt xác nhận hai bước",
        Deed::UseRecoveryCode => "Dùng mã dự phòng",
        Deed::ExportPerson => "Xuất dữ liệu một người",
        Deed::ErasePerson => "Xóa thông tin một người",
        Deed::AddPasskey => "Thêm khóa truy cập",
        Deed::RemovePasskey => "Bỏ khóa truy cập",
        Deed::AskReset => "Xin đặt lại mật khẩu",
        Deed::DiscardMail => "Bỏ thư không gửi được",
        Deed::ResetPassword => "Đặt lại mật khẩu",
    }
}

fn english(deed: Deed) -> &'static str {
    match deed {
        Deed::Publish => "Article published",
        Deed::TakeDown => "Article taken down",
        Deed::Schedule => "Publication scheduled",
        Deed::Step => "Moved a step",
        Deed::Assign => "Assigned",
        Deed::Plan => "Dates or owner set",
        Deed::Readdress => "Address changed",
        Deed::PublishNotice => "Notice published",
        Deed::TakeDownNotice => "Notice taken down",
        Deed::OpenPoll => "Poll opened",
        Deed::ClosePoll => "Poll closed",
        Deed::DescribeFile => "File described",
        Deed::TrashFile => "File put in the trash",
        Deed::RestoreFile => "File taken out of the trash",
        Deed::ReplaceFile => "File replaced",
        Deed::SetQuota => "Quota of the library set",
        Deed::UndoImport => "Import taken back",
        Deed::AddAccount => "Account added",
        Deed::Grant => "Rights in a section set",
        Deed::Invite => "Somebody invited",
        Deed::DisableAccount => "Account disabled",
        Deed::EnableAccount => "Account enabled",
        Deed::EndSessions => "All sessions ended",
        Deed::ChangePassword => "Password changed",
        Deed::TurnOnSecondStep => "Second step turned on",
        Deed::TurnOffSecondStep => "Second step turned off",
        Deed::UseRecoveryCode => "Recovery code used",
        Deed::ExportPerson => "Person's data exported",
        Deed::ErasePerson => "Person erased",
        Deed::AddPasskey => "Passkey added",
        Deed::RemovePasskey => "Passkey removed",
        Deed::AskReset => "New password asked for",
        Deed::DiscardMail => "Lost message discarded",
        Deed::ResetPassword => "Password reset",
    }
}

impl Labels {
    /// The words of the log in this language.
    pub fn audit(&self) -> &'static AuditWords {
        if self.is_vietnamese() { &VI } else { &EN }
    }
}
