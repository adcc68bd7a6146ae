//! Mutations of JSON that leave it JSON: bytes alone seldom get past the parser.

use libfuzzer_sys::fuzzer_mutate;
use serde_json::{Map, Value, json};

/// Values that stand somewhere in bodies and steps, and some that stand nowhere.
const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "1",
    "2",
    "-1",
    "0.5",
    "9007199254740991",
    "9007199254740992",
    "18446744073709551615",
    "1e15",
    "\"\"",
    "\"b1\"",
    "\"decimal\"",
    "\"lower_roman\"",
    "\"note\"",
    "\"wide\"",
    "\"col\"",
    "\"en\"",
    "\"😀 ệ\"",
    "\"/tin?a=1&b=2\"",
    "\"javascript:x\"",
    "[]",
    "[[]]",
    "{}",
    "[0.5,0.5]",
    "[0,0,1,1]",
    r#"{"type":"text","text":"chữ"}"#,
    r#"{"type":"text","text":"x","marks":[{"type":"strong"},{"type":"em"}]}"#,
    r#"{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"/a","page_id":null}}]}"#,
    r#"{"type":"text","text":"x","marks":[{"type":"insertion","attrs":{"id":1}}]}"#,
    r#"{"type":"hard_break","marks":[{"type":"code"}]}"#,
    r#"{"type":"footnote","attrs":{"id":"n1"}}"#,
    r#"{"type":"page_ref","attrs":{"page_id":2}}"#,
    r#"{"type":"mention","attrs":{"id":1}}"#,
    r#"{"type":"paragraph"}"#,
    r#"{"type":"rule"}"#,
    r#"{"type":"poll","content":[{"type":"figure"}]}"#,
    r#"{"type":"figure","attrs":{"media_id":1,"alt":"x"},"content":[{"type":"text","text":"y"}]}"#,
    r#"{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph"}]}]}"#,
    r#"{"type":"blockquote","content":[{"type":"rule"}]}"#,
    r#"{"type":"table","content":[{"type":"table_row","content":[{"type":"table_cell"}]}]}"#,
    r#"{"type":"embed","attrs":{"provider":"youtube","ref":"dQw4w9WgXcQ","title":"x"}}"#,
    r#"{"type":"attachment","attrs":{"media_id":1}}"#,
    r#"{"type":"strong"}"#,
    r#"{"type":"modification","attrs":{"id":"x","type":"attr","attrName":"level","previousValue":2,"newValue":3}}"#,
    r#"{"stepType":"replace","from":1,"to":1,"slice":{"content":[{"type":"text","text":"x"}]}}"#,
    r#"{"stepType":"replace","from":1,"to":3}"#,
    r#"{"stepType":"addMark","mark":{"type":"em"},"from":1,"to":4}"#,
    r#"{"stepType":"attr","pos":0,"attr":"id","value":"z"}"#,
];

/// A small generator of numbers (xorshift64*), so that a seed of libFuzzer gives one mutation.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        high as usize % end.max(1)
    }
}

/// Changes one to four values of a JSON text in place and gives the new length; a third of the time, and where the text is
/// no JSON or grows too long, libFuzzer changes bytes instead.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut draw = Draw(u64::from(seed) << 1 | 1);
    let parsed = data.get(..size).and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    if let Some(mut value) = parsed.filter(|_| draw.below(3) > 0) {
        for _ in 0..=draw.below(4) {
            change(&mut value, &mut draw);
        }
        let text = value.to_string().into_bytes();
        if let Some(room) = data.get_mut(..text.len()).filter(|room| room.len() <= max_size) {
            room.copy_from_slice(&text);
            return text.len();
        }
    }
    fuzzer_mutate(data, size, max_size)
}

fn change(root: &mut Value, draw: &mut Draw) {
    let total = count(root);
    let other = nth(root, draw.below(total)).map(|value| value.clone());
    let known = VALUES.get(draw.below(VALUES.len())).and_then(|text| serde_json::from_str(text).ok());
    let known = known.unwrap_or_default();
    let Some(target) = nth(root, draw.below(total)) else { return };
    match draw.below(8) {
        0 | 1 => *target = known,
        2 => *target = other.unwrap_or_default(),
        3 => {
            let inner = target.take();
            *target = json!({ "type": "blockquote", "content": [inner] });
        }
        _ => inside(target, if draw.below(2) == 0 { known } else { other.unwrap_or_default() }, draw),
    }
}

/// Changes a value as its type allows.
fn inside(target: &mut Value, new: Value, draw: &mut Draw) {
    match target {
        Value::Array(items) => {
            let place = draw.below(items.len() + 1);
            match draw.below(4) {
                0 if place < items.len() => drop(items.remove(place)),
                1 if place < items.len() => items.swap(place, 0),
                2 if place < items.len() => items.insert(place, items.get(place).cloned().unwrap_or_default()),
                _ => items.insert(place, new),
            }
        }
        Value::Object(map) => entry(map, new, draw),
        Value::Number(number) => {
            let old = number.as_i64().unwrap_or(0);
            let step = [1, -1, 2, -2, 7][draw.below(5)];
            *target = old.saturating_add(step).into();
        }
        Value::String(text) => match draw.below(3) {
            0 => text.push(['x', ' ', '\u{301}', '😀', '\n', '<'][draw.below(6)]),
            1 => drop(text.pop()),
            _ => *text = text.chars().rev().collect(),
        },
        Value::Bool(state) => *state = !*state,
        Value::Null => *target = new,
    }
}

fn entry(map: &mut Map<String, Value>, new: Value, draw: &mut Draw) {
    const KEYS: [&str; 18] = [
        "attrs",
        "content",
        "marks",
        "type",
        "text",
        "id",
        "href",
        "page_id",
        "level",
        "start",
        "from",
        "to",
        "gapFrom",
        "gapTo",
        "insert",
        "openStart",
        "openEnd",
        "footnotes",
    ];
    let place = draw.below(map.len());
    let old = map.keys().nth(place).cloned();
    match (draw.below(3), old) {
        (0, Some(key)) => drop(map.remove(&key)),
        (1, Some(key)) => drop(map.insert(key, new)),
        _ => drop(map.insert(KEYS[draw.below(KEYS.len())].to_owned(), new)),
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

fn nth(root: &mut Value, mut place: usize) -> Option<&mut Value> {
    let mut stack = vec![root];
    while let Some(next) = stack.pop() {
        if place == 0 {
            return Some(next);
        }
        place -= 1;
        match next {
            Value::Array(items) => stack.extend(items),
            Value::Object(map) => stack.extend(map.values_mut()),
            _ => {}
        }
    }
    None
}
