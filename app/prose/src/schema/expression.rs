//! Content expressions, compiled to automata over node types.
//!
//! An expression becomes a nondeterministic automaton by Thompson's construction and a deterministic one by
//! the subset construction. Only what the table of nodes uses is understood: names, groups, `|`, `+`, `*`, `?`
//! and brackets.

use std::collections::BTreeSet;

use super::NODES;

/// A deterministic automaton; state 0 is the start.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    states: Vec<State>,
}

#[derive(Debug, Default)]
struct State {
    /// For each node type by its place in [`NODES`], the state that follows.
    next: Vec<Option<usize>>,
    is_end: bool,
}

impl Automaton {
    /// Compiles an expression; a name that no node or group bears matches nothing.
    pub(super) fn compile(expression: &str) -> Self {
        let mut machine = Machine::default();
        let tokens = tokens(expression);
        let (start, end) = (machine.state(), machine.state());
        let mut parser = Parser { tokens: &tokens, machine: &mut machine };
        let last = if tokens.is_empty() { start } else { parser.choice(start) };
        machine.free.push((last, end));
        machine.determine(start, end)
    }

    /// The state after a child of that type; `None` where it cannot stand.
    pub(crate) fn step(&self, state: usize, kind: usize) -> Option<usize> {
        self.states.get(state)?.next.get(kind).copied().flatten()
    }

    /// Whether the content may end here.
    pub(crate) fn is_end(&self, state: usize) -> bool {
        self.states.get(state).is_some_and(|state| state.is_end)
    }

    /// Whether some node type may stand first in both.
    pub(crate) fn is_compatible(&self, other: &Self) -> bool {
        (0..NODES.len()).any(|kind| self.step(0, kind).is_some() && other.step(0, kind).is_some())
    }
}

fn tokens(expression: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut rest = expression.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if is_word(first) { rest.find(|c| !is_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

/// A nondeterministic automaton under construction.
#[derive(Debug, Default)]
struct Machine {
    count: usize,
    free: Vec<(usize, usize)>,
    taken: Vec<(usize, usize, usize)>,
}

impl Machine {
    fn state(&mut self) -> usize {
        self.count += 1;
        self.count - 1
    }

    /// Adds what can be reached for free.
    fn close(&self, states: &mut BTreeSet<usize>) {
        let mut work: Vec<usize> = states.iter().copied().collect();
        while let Some(state) = work.pop() {
            for (from, to) in &self.free {
                if *from == state && states.insert(*to) {
                    work.push(*to);
                }
            }
        }
    }

    fn determine(&self, start: usize, end: usize) -> Automaton {
        let mut first = BTreeSet::from([start]);
        self.close(&mut first);
        let mut sets = vec![first];
        let mut automaton = Automaton::default();
        while let Some(set) = sets.get(automaton.states.len()).cloned() {
            let next = (0..NODES.len()).map(|kind| self.follow(&set, kind, &mut sets)).collect();
            automaton.states.push(State { next, is_end: set.contains(&end) });
        }
        automaton
    }

    fn follow(&self, set: &BTreeSet<usize>, kind: usize, sets: &mut Vec<BTreeSet<usize>>) -> Option<usize> {
        let edges = self.taken.iter().filter(|(from, by, _)| *by == kind && set.contains(from));
        let mut reached: BTreeSet<usize> = edges.map(|(_, _, to)| *to).collect();
        if reached.is_empty() {
            return None;
        }
        self.close(&mut reached);
        let known = sets.iter().position(|set| *set == reached);
        Some(known.unwrap_or_else(|| {
            sets.push(reached);
            sets.len() - 1
        }))
    }
}

/// A recursive descent; each function takes the state to start from and gives the one where it ends.
struct Parser<'a> {
    tokens: &'a [&'a str],
    machine: &'a mut Machine,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<&str> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.tokens.first() == Some(&token);
        if found {
            self.next();
        }
        found
    }

    fn choice(&mut self, from: usize) -> usize {
        let end = self.machine.state();
        loop {
            let last = self.sequence(from);
            self.machine.free.push((last, end));
            if !self.eat("|") {
                return end;
            }
        }
    }

    fn sequence(&mut self, from: usize) -> usize {
        let mut last = from;
        while !matches!(self.tokens.first(), None | Some(&(")" | "|"))) {
            last = self.repeated(last);
        }
        last
    }

    fn repeated(&mut self, from: usize) -> usize {
        let start = self.machine.state();
        self.machine.free.push((from, start));
        let end = self.atom(start);
        if self.eat("+") {
            self.machine.free.push((end, start));
        } else if self.eat("*") {
            self.machine.free.extend([(end, start), (start, end)]);
        } else if self.eat("?") {
            self.machine.free.push((start, end));
        }
        end
    }

    fn atom(&mut self, from: usize) -> usize {
        if self.eat("(") {
            let end = self.choice(from);
            self.eat(")");
            return end;
        }
        let end = self.machine.state();
        if let Some(name) = self.next() {
            let named = NODES.iter().any(|spec| spec.name == name);
            let fits = |spec: &super::NodeSpec| {
                if named { spec.name == name } else { spec.group.split(' ').any(|group| group == name) }
            };
            let kinds: Vec<usize> =
                NODES.iter().enumerate().filter(|(_, spec)| fits(spec)).map(|(kind, _)| kind).collect();
            self.machine.taken.extend(kinds.into_iter().map(|kind| (from, kind, end)));
        }
        end
    }
}
