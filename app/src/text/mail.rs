//! The words of messages by mail. Readers download none of them.

use super::Labels;

/// The words of messages; `{site}`, `{about}` and `{until}` stand for what is filled in.
pub struct MailWords {
    /// Invitation to the desk of {site}
    pub invite_subject: &'static str,
    /// What an invitation says.
    pub invite: &'static str,
    /// A new password at {site}
    pub reset_subject: &'static str,
    /// What is said with a link for a new password.
    pub reset: &'static str,
    /// In your charge: {about}
    pub charge_subject: &'static str,
    /// What is said about a text.
    pub charge: &'static str,
    /// The end of every message.
    pub end: &'static str,
    /// Messages that could not be sent
    pub given_up: &'static str,
    /// What to do about them.
    pub given_up_lead: &'static str,
    /// Invitation
    pub kind_invite: &'static str,
    /// New password
    pub kind_reset: &'static str,
    /// Text in charge
    pub kind_charge: &'static str,
    /// Message
    pub kind_other: &'static str,
    /// Take off the list
    pub discard: &'static str,
    /// Messages by mail
    pub mail: &'static str,
    /// Tell me when a text is put in my charge
    pub work_mail: &'static str,
    /// Save
    pub keep: &'static str,
    /// Too many wrong passwords. Try again in {time}.
    pub wait: &'static str,
    /// {n} seconds
    pub seconds: &'static str,
    /// {n} minutes
    pub minutes: &'static str,
    /// Forgotten password
    pub forgot: &'static str,
    /// Forgotten the password?
    pub forgot_link: &'static str,
    /// Give the address that you sign in with.
    pub forgot_lead: &'static str,
    /// Send a link
    pub forgot_send: &'static str,
    /// If there is such an account, a link is on its way.
    pub forgot_sent: &'static str,
    /// It is on its way to them by mail, too.
    pub also_sent: &'static str,
}

const VI: MailWords = MailWords {
    invite_subject: "Lời mời vào bàn biên tập {site}",
    invite: "Chào {about},\n\nBạn được mời vào bàn biên tập của {site}. Hãy mở đường dẫn dưới đây để chọn mật khẩu. \
Đường dẫn dùng được một lần, trước {until}.",
    reset_subject: "Đặt lại mật khẩu ở {site}",
    reset: "Có người vừa xin đặt lại mật khẩu của bạn ở {site}. Nếu đúng là bạn, hãy mở đường dẫn dưới đây để chọn \
mật khẩu mới. Đường dẫn dùng được một lần, trước {until}. Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu vẫn như cũ.",
    charge_subject: "Bài được giao cho bạn: {about}",
    charge: "Bài “{about}” ở {site} vừa được giao cho bạn. Bài ở đây:",
    end: "Thư này do {site} tự động gửi.",
    given_up: "Thư không gửi được",
    given_up_lead: "Những thư này đã thử nhiều lần mà không gửi được, và sẽ không gửi nữa. Hãy xem lại địa chỉ, hoặc máy chủ thư.",
    kind_invite: "Lời mời",
    kind_reset: "Đặt lại mật khẩu",
    kind_charge: "Giao bài",
    kind_other: "Thư",
    discard: "Bỏ khỏi danh sách",
    mail: "Thư điện tử",
    work_mail: "Gửi thư cho tôi khi có bài được giao",
    keep: "Lưu",
    wait: "Có quá nhiều lần nhập sai mật khẩu. Hãy thử lại sau {time}, hoặc dùng máy bạn đã từng đăng nhập.",
    seconds: "{n} giây",
    minutes: "{n} phút",
    forgot: "Quên mật khẩu",
    forgot_link: "Quên mật khẩu?",
    forgot_lead: "Hãy nhập địa chỉ thư bạn dùng để đăng nhập. Chúng tôi sẽ gửi tới đó một đường dẫn để chọn mật khẩu mới.",
    forgot_send: "Gửi đường dẫn",
    forgot_sent: "Nếu địa chỉ này có tài khoản, một đường dẫn đang được gửi tới đó. Đường dẫn dùng được một lần, trong một giờ. Nếu không thấy thư, hãy xem mục thư rác hoặc hỏi quản trị viên của trang.",
    also_sent: "Đường dẫn cũng được gửi tới người đó qua thư điện tử.",
};

const EN: MailWords = MailWords {
    invite_subject: "Invitation to the desk of {site}",
    invite: "Hello {about},\n\nYou are invited to the desk of {site}. Open the link below to choose a password. \
It works once, until {until}.",
    reset_subject: "A new password at {site}",
    reset: "Somebody asked for a new password for your account at {site}. If it was you, open the link below to choose \
one. It works once, until {until}. If it was not you, do nothing: your password stays as it is.",
    charge_subject: "In your charge: {about}",
    charge: "The text “{about}” at {site} was put in your charge. It is here:",
    end: "This message was sent by {site}.",
    given_up: "Messages that could not be sent",
    given_up_lead: "These were tried many times and will not be tried again. Look at the address, or at the server for mail.",
    kind_invite: "Invitation",
    kind_reset: "New password",
    kind_charge: "Text in charge",
    kind_other: "Message",
    discard: "Take off the list",
    mail: "Messages by mail",
    work_mail: "Tell me when a text is put in my charge",
    keep: "Save",
    wait: "There were too many wrong passwords. Try again in {time}, or use a device that you signed in from before.",
    seconds: "{n} seconds",
    minutes: "{n} minutes",
    forgot: "Forgotten password",
    forgot_link: "Forgotten the password?",
    forgot_lead: "Give the address that you sign in with. A link for a new password will be sent there.",
    forgot_send: "Send a link",
    forgot_sent: "If there is an account with this address, a link is on its way. It works once, within an hour. If nothing comes, look among the spam, or ask the site's administrator.",
    also_sent: "It is on its way to them by mail, too.",
};

impl Labels {
    /// The words of messages by mail, in this language.
    pub fn mail(&self) -> &'static MailWords {
        if self.is_vietnamese() { &VI } else { &EN }
    }
}
