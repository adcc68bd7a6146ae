//! The deeds that are logged.

/// Defines the deeds with the word stored for each, once.
macro_rules! deeds {
    ($($(#[$meta:meta])* $name:ident = $word:literal;)*) => {
        /// Something that a member of staff, or a command on the machine, did.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Deed { $($(#[$meta])* $name,)* }

        impl Deed {
            /// Every deed.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word stored for this deed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

deeds! {
    /// A version was put before readers.
    Publish = "article.publish";
    /// An article was taken away from readers.
    TakeDown = "article.take-down";
    /// A version was given a time at which it goes out by itself.
    Schedule = "article.schedule";
    /// A text went a step on its way, or back.
    Step = "article.step";
    /// A text was given to somebody.
    Assign = "article.assign";
    /// Owner, review date, due date or end were set.
    Plan = "article.plan";
    /// An article's address was changed.
    Readdress = "article.address";
    /// A notice was put before readers.
    PublishNotice = "notice.publish";
    /// A notice was taken away from readers.
    TakeDownNotice = "notice.take-down";
    /// A poll was opened.
    OpenPoll = "poll.open";
    /// A poll was closed.
    ClosePoll = "poll.close";
    /// What is said of a file was changed.
    DescribeFile = "file.describe";
    /// A file was put in the trash.
    TrashFile = "file.trash";
    /// A file was taken out of the trash.
    RestoreFile = "file.restore";
    /// A file was put in the place of another.
    ReplaceFile = "file.replace";
    /// What the library may hold was set.
    SetQuota = "library.quota";
    /// An import was taken back.
    UndoImport = "import.undo";
    /// An account was added.
    AddAccount = "account.add";
    /// An account's role in one section was set or taken away.
    Grant = "account.grant";
    /// Somebody was invited.
    Invite = "account.invite";
    /// Somebody cannot sign in any more.
    DisableAccount = "account.disable";
    /// Somebody can sign in again.
    EnableAccount = "account.enable";
    /// All sessions of an account were ended by somebody else.
    EndSessions = "account.end-sessions";
    /// Somebody changed their own password.
    ChangePassword = "account.change-password";
    /// A second step of signing in was turned on.
    TurnOnSecondStep = "account.second-step-on";
    /// A second step was turned off.
    TurnOffSecondStep = "account.second-step-off";
    /// A recovery code was used.
    UseRecoveryCode = "account.recovery-code";
    /// What the site holds about somebody was handed out.
    ExportPerson = "account.export";
    /// Somebody's name and address were taken away for good.
    ErasePerson = "account.erase";
    /// Somebody added a passkey to their account.
    AddPasskey = "account.passkey-add";
    /// A passkey was taken from an account.
    RemovePasskey = "account.passkey-remove";
    /// Somebody unknown asked for a link for a new password, which went to the account's own address.
    AskReset = "account.ask-reset";
    /// A message that could not be sent was taken off the list.
    DiscardMail = "mail.discard";
    /// An account was given another password by somebody else.
    ResetPassword = "account.reset-password";
}

impl Deed {
    /// Reads the word stored for a deed.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|deed| deed.as_str() == text)
    }
}
