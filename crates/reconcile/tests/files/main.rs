//! Pairs of files and what they come to.

mod causes;
mod layouts;
mod matching;
#[cfg(test)]
mod support;
