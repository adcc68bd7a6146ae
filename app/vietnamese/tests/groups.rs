//! Changes put together for review.

use vietnamese::repair::repair;

#[test]
fn equal_changes_are_one_group() {
    let repair = repair("caìc xaÞ, caìc tiÒnh");
    let groups: Vec<_> = repair.groups().into_iter().map(|group| (group.change.after.as_str(), group.places)).collect();
    assert_eq!(groups, [("các", vec![0, 2]), ("xã", vec![1]), ("tỉnh", vec![3])]);
}
