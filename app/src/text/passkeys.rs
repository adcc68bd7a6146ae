//! The words about passkeys. Readers download none of them.

use super::Labels;

/// The words about passkeys.
pub struct PasskeyWords {
    /// Passkeys
    pub title: &'static str,
    /// What they are.
    pub lead: &'static str,
    /// Name of this device
    pub name: &'static str,
    /// Add a passkey
    pub add: &'static str,
    /// Added
    pub added: &'static str,
    /// last used
    pub used: &'static str,
    /// not used yet
    pub unused: &'static str,
    /// Remove
    pub remove: &'static str,
    /// Sign in with a passkey
    pub enter: &'static str,
    /// It was broken off, or took too long.
    pub cancelled: &'static str,
    /// The key was not taken.
    pub refused: &'static str,
    /// The question is too old.
    pub stale: &'static str,
    /// Sign in with a passkey first.
    pub stronger: &'static str,
    /// This key is known already.
    pub known: &'static str,
    /// That is the last one, and the site wants a second step.
    pub last: &'static str,
    /// Give it a name.
    pub no_name: &'static str,
}

const VI: PasskeyWords = PasskeyWords {
    title: "Khóa truy cập",
    lead: "Khóa truy cập thay cho mật khẩu và mã: bạn đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của máy. \
Trang giả không dùng được khóa này.",
    name: "Tên máy",
    add: "Thêm khóa truy cập",
    added: "Thêm lúc",
    used: "Dùng lần cuối",
    unused: "Chưa dùng",
    remove: "Bỏ khóa",
    enter: "Đăng nhập bằng khóa truy cập",
    cancelled: "Việc này đã bị ngừng hoặc quá lâu. Hãy thử lại.",
    refused: "Khóa truy cập này không dùng được ở đây.",
    stale: "Câu hỏi đã quá năm phút hoặc đã trả lời rồi. Hãy thử lại.",
    stronger: "Hãy đăng nhập bằng khóa truy cập rồi mới đổi cách đăng nhập.",
    known: "Khóa này đã có rồi, hoặc tài khoản đã có quá nhiều khóa.",
    last: "Đây là khóa cuối cùng, mà trang này cần xác nhận hai bước. Hãy thêm cách khác trước khi bỏ khóa.",
    no_name: "Hãy đặt tên cho khóa, nhiều nhất 60 ký tự.",
};

const EN: PasskeyWords = PasskeyWords {
    title: "Passkeys",
    lead: "A passkey replaces password and code: you sign in with your device's fingerprint, face or PIN. \
No false site can use it.",
    name: "Name of this device",
    add: "Add a passkey",
    added: "Added",
    used: "Last used",
    unused: "Not used yet",
    remove: "Remove",
    enter: "Sign in with a passkey",
    cancelled: "It was broken off, or took too long. Try again.",
    refused: "This passkey cannot be used here.",
    stale: "The question is older than five minutes, or was answered. Try again.",
    stronger: "Sign in with a passkey before you change how you sign in.",
    known: "This key is known already, or the account has too many keys.",
    last: "This is the last key, and this site wants a second step. Add another way before you remove it.",
    no_name: "Give the key a name of 60 characters at most.",
};

impl Labels {
    /// The words about passkeys, in this language.
    pub fn passkeys(&self) -> &'static PasskeyWords {
        if self.is_vietnamese() { &VI } else { &EN }
    }
}
