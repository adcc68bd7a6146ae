//! The words about people and signing in. Readers download none of them.

use super::Labels;
use crate::auth::Role;

/// The words about people and signing in.
pub struct PeopleWords {
    /// People
    pub people: &'static str,
    /// My account
    pub me: &'static str,
    /// Who may use the desk. A role counts for the whole site; a role in a section counts there, besides.
    pub lead: &'static str,
    /// Name
    pub name: &'static str,
    /// Role
    pub role: &'static str,
    /// Last seen
    pub seen: &'static str,
    /// State
    pub state: &'static str,
    /// Active
    pub active: &'static str,
    /// Disabled
    pub disabled: &'static str,
    /// two steps
    pub two_steps: &'static str,
    /// Invite
    pub invite: &'static str,
    /// Make a link
    pub make_link: &'static str,
    /// Give them this link. It works once, until {n}, and is not shown again.
    pub link: &'static str,
    /// Roles in sections
    pub sections: &'static str,
    /// As for the whole site
    pub no_more: &'static str,
    /// Save
    pub keep: &'static str,
    /// Disable
    pub disable: &'static str,
    /// Enable
    pub enable: &'static str,
    /// End all sessions
    pub end_all: &'static str,
    /// Make a link for a new password
    pub reset: &'static str,
    /// Take the second step away
    pub reset_two: &'static str,
    /// Download what the site holds
    pub export: &'static str,
    /// Erase this person
    pub erase: &'static str,
    /// Name and address go for good; texts stay, without a name. Type the address to confirm.
    pub erase_hint: &'static str,
    /// This is the last administrator who can sign in.
    pub last_administrator: &'static str,
    /// This address has an account already.
    pub taken: &'static str,
    /// That is not the address.
    pub wrong_confirm: &'static str,
    /// Password
    pub password: &'static str,
    /// Old password
    pub old: &'static str,
    /// New password, 12 characters at least
    pub new: &'static str,
    /// Change password
    pub change: &'static str,
    /// The password is wrong.
    pub wrong_password: &'static str,
    /// Where you are signed in
    pub sessions: &'static str,
    /// Browser
    pub browser: &'static str,
    /// Since
    pub began: &'static str,
    /// this one
    pub this_one: &'static str,
    /// End
    pub end: &'static str,
    /// End all others
    pub end_others: &'static str,
    /// Second step
    pub second: &'static str,
    /// Besides the password, a code from your telephone. Whoever learns your password can still not sign in.
    pub second_lead: &'static str,
    /// Set up the second step before you go on.
    pub second_needed: &'static str,
    /// Set it up
    pub begin: &'static str,
    /// Scan this with an authenticator app, or type the key, then give the code that it shows.
    pub scan: &'static str,
    /// QR code of the key
    pub qr: &'static str,
    /// Key
    pub key: &'static str,
    /// Code
    pub code: &'static str,
    /// Turn it on
    pub turn_on: &'static str,
    /// Turn it off
    pub turn_off: &'static str,
    /// It is on. Recovery codes left: {n}.
    pub is_on: &'static str,
    /// The code is wrong or was used already.
    pub wrong_code: &'static str,
    /// Your recovery codes
    pub codes: &'static str,
    /// Write them down and keep them safe. Each works once in place of a code; they are not shown again.
    pub codes_lead: &'static str,
    /// Give the code from your app, or a recovery code.
    pub code_lead: &'static str,
    /// Go on
    pub go_on: &'static str,
    /// Set up the site
    pub setup: &'static str,
    /// You become the first administrator.
    pub setup_lead: &'static str,
    /// Join
    pub join: &'static str,
    /// Choose your name and a password for {n}.
    pub join_lead: &'static str,
    /// New password
    pub new_password: &'static str,
    /// This link was used or is too old. Ask for another.
    pub dead_link: &'static str,
    /// Done.
    pub done: &'static str,
    roles: [&'static str; 5],
}

impl PeopleWords {
    /// The words for a role.
    pub fn role_name(&self, role: Role) -> &'static str {
        let [reader, contributor, editor, publisher, administrator] = self.roles;
        match role {
            Role::Reader => reader,
            Role::Contributor => contributor,
            Role::Editor => editor,
            Role::Publisher => publisher,
            Role::Administrator => administrator,
        }
    }
}

const VI: PeopleWords = PeopleWords {
    people: "Người dùng",
    me: "Tài khoản của tôi",
    lead: "Những người được vào bàn biên tập. Vai trò áp dụng cho toàn trang; quyền theo chuyên mục được cộng thêm ở chuyên mục đó.",
    name: "Họ và tên",
    role: "Vai trò",
    seen: "Lần cuối",
    state: "Tình trạng",
    active: "Đang dùng",
    disabled: "Đã khóa",
    two_steps: "hai bước",
    invite: "Mời người mới",
    make_link: "Tạo đường dẫn mời",
    link: "Hãy gửi đường dẫn này cho người đó. Nó dùng được một lần, trước {n}, và không hiện lại.",
    sections: "Quyền theo chuyên mục",
    no_more: "Như toàn trang",
    keep: "Lưu quyền",
    disable: "Khóa tài khoản",
    enable: "Mở khóa",
    end_all: "Kết thúc mọi phiên",
    reset: "Tạo đường dẫn đặt lại mật khẩu",
    reset_two: "Bỏ xác nhận hai bước",
    export: "Tải dữ liệu về người này",
    erase: "Xóa thông tin người này",
    erase_hint: "Họ tên và địa chỉ thư mất hẳn; bài viết ở lại, không còn tên. Gõ địa chỉ thư để xác nhận.",
    last_administrator: "Đây là quản trị viên cuối cùng còn đăng nhập được.",
    taken: "Địa chỉ này đã có tài khoản.",
    wrong_confirm: "Địa chỉ gõ vào không đúng.",
    password: "Mật khẩu",
    old: "Mật khẩu hiện tại",
    new: "Mật khẩu mới, ít nhất 12 ký tự",
    change: "Đổi mật khẩu",
    wrong_password: "Mật khẩu không đúng.",
    sessions: "Nơi đang đăng nhập",
    browser: "Trình duyệt",
    began: "Từ lúc",
    this_one: "phiên này",
    end: "Kết thúc",
    end_others: "Kết thúc các phiên khác",
    second: "Xác nhận hai bước",
    second_lead: "Ngoài mật khẩu, cần thêm mã trên điện thoại. Người biết mật khẩu của bạn vẫn không đăng nhập được.",
    second_needed: "Hãy bật xác nhận hai bước rồi mới làm việc tiếp.",
    begin: "Bắt đầu",
    scan: "Quét hình này bằng ứng dụng tạo mã (như Google Authenticator), hoặc gõ khóa, rồi nhập mã hiện ra.",
    qr: "Mã QR của khóa",
    key: "Khóa",
    code: "Mã",
    turn_on: "Bật",
    turn_off: "Tắt",
    is_on: "Đang bật. Còn {n} mã dự phòng.",
    wrong_code: "Mã không đúng hoặc đã dùng rồi.",
    codes: "Mã dự phòng của bạn",
    codes_lead: "Hãy ghi lại và cất kỹ. Mỗi mã thay được một lần mã trên điện thoại; các mã này không hiện lại.",
    code_lead: "Nhập mã trên ứng dụng, hoặc một mã dự phòng.",
    go_on: "Tiếp tục",
    setup: "Bắt đầu dùng trang",
    setup_lead: "Bạn sẽ là quản trị viên đầu tiên.",
    join: "Nhận lời mời",
    join_lead: "Hãy chọn tên và mật khẩu cho {n}.",
    new_password: "Đặt mật khẩu mới",
    dead_link: "Đường dẫn này đã dùng hoặc hết hạn. Hãy xin đường dẫn khác.",
    done: "Đã xong.",
    roles: ["Bạn đọc", "Cộng tác viên", "Biên tập viên", "Người duyệt đăng", "Quản trị"],
};

const EN: PeopleWords = PeopleWords {
    people: "People",
    me: "My account",
    lead: "Who may use the desk. A role counts for the whole site; a role in a section counts there, besides.",
    name: "Name",
    role: "Role",
    seen: "Last seen",
    state: "State",
    active: "Active",
    disabled: "Disabled",
    two_steps: "two steps",
    invite: "Invite",
    make_link: "Make a link",
    link: "Give them this link. It works once, until {n}, and is not shown again.",
    sections: "Roles in sections",
    no_more: "As for the whole site",
    keep: "Save",
    disable: "Disable",
    enable: "Enable",
    end_all: "End all sessions",
    reset: "Make a link for a new password",
    reset_two: "Take the second step away",
    export: "Download what the site holds",
    erase: "Erase this person",
    erase_hint: "Name and address go for good; texts stay, without a name. Type the address to confirm.",
    last_administrator: "This is the last administrator who can sign in.",
    taken: "This address has an account already.",
    wrong_confirm: "That is not the address.",
    password: "Password",
    old: "Old password",
    new: "New password, 12 characters at least",
    change: "Change password",
    wrong_password: "The password is wrong.",
    sessions: "Where you are signed in",
    browser: "Browser",
    began: "Since",
    this_one: "this one",
    end: "End",
    end_others: "End all others",
    second: "Second step",
    second_lead: "Besides the password, a code from your telephone. Whoever learns your password can still not sign in.",
    second_needed: "Set up the second step before you go on.",
    begin: "Set it up",
    scan: "Scan this with an authenticator app, or type the key, then give the code that it shows.",
    qr: "QR code of the key",
    key: "Key",
    code: "Code",
    turn_on: "Turn it on",
    turn_off: "Turn it off",
    is_on: "It is on. Recovery codes left: {n}.",
    wrong_code: "The code is wrong or was used already.",
    codes: "Your recovery codes",
    codes_lead: "Write them down and keep them safe. Each works once in place of a code; they are not shown again.",
    code_lead: "Give the code from your app, or a recovery code.",
    go_on: "Go on",
    setup: "Set up the site",
    setup_lead: "You become the first administrator.",
    join: "Join",
    join_lead: "Choose your name and a password for {n}.",
    new_password: "New password",
    dead_link: "This link was used or is too old. Ask for another.",
    done: "Done.",
    roles: ["Reader", "Contributor", "Editor", "Publisher", "Administrator"],
};

impl Labels {
    /// The words about people and signing in, in this language.
    pub fn people(&self) -> &'static PeopleWords {
        if self.is_vietnamese() { &VI } else { &EN }
    }
}
