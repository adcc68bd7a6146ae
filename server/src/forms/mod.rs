//! Plain HTML forms: parse, guard, store, then send the browser on, or show the form again with everything that was
//! typed and what is wrong with it. They work without JavaScript, and nothing typed is ever lost.

mod arrivals;
mod articles;
mod audit;
mod ballot;
mod bulk;
mod bytes;
mod damaged;
mod editing;
mod editing_help;
mod editing_paste;
mod editing_socket;
mod files;
mod forgot;
mod history;
mod join;
mod library;
mod mail;
mod me;
mod media;
mod notices;
mod passkeys;
mod people;
mod polls;
mod quota;
mod render;
mod repair;
mod report;
mod session;
mod trash;
mod workflow;

pub use arrivals::{arrival, begin_arrival, cancel_arrival, desk_script, receive_piece};
pub use articles::{edit_article, new_article, save_article};
pub use audit::audit;
pub use ballot::ballot;
pub use bulk::{bulk_articles, undo_bulk_articles};
pub use damaged::{damaged_words, mend_words};
pub use editing::{editing_batch, editing_checkpoint, editing_commits, editing_head, editor_page};
pub use editing_help::{described_files, editing_findings, editing_preview, linked_pages};
pub use editing_paste::{PASTED, pasted};
pub use editing_socket::editing_socket;
pub use files::{file, file_text};
pub use forgot::{forgot_page, forgot_password};
pub use history::{compare_versions, name_a_version, published_version, restore_version, versions};
pub use join::{join_page, join_site};
pub use library::{choose_file, library, library_file, save_library_file};
pub use mail::{choose_mail, discard_mail};
pub use me::{
    begin_second_step, change_password, end_other_sessions, end_own_session, me, turn_second_step_off,
    turn_second_step_on,
};
pub use media::{UPLOAD_BODY, replace_file, undo_replace_file, upload};
pub use notices::{edit_notice, new_notice, notices, save_notice, unpublish_notice};
pub use passkeys::{add_passkey, ask_for_passkey, ask_for_sign_in, remove_passkey, script, sign_in_with_passkey};
pub use people::{
    disable_person, enable_person, erase_person, export_person, invite_person, people, person, reset_person,
    reset_person_step, set_person_rights, sign_person_out,
};
pub use polls::{close_poll, edit_poll, new_poll, open_poll, polls, save_poll};
pub use quota::{library_quota, set_library_quota};
pub use render::{refused, to_own_account};
pub use repair::{REPAIR_BODY, repair_page, repair_text};
pub use report::{report, report_csv, report_xlsx};
pub use session::{code_page, give_code, sign_in, sign_in_page, sign_out};
pub use trash::{bulk_library, trash_file, undo_bulk_library, untrash_file};
pub use workflow::{charge_article, comment_article, queues, readdress_article, step, time_article, unpublish_article};
