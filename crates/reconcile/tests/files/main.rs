//! Pairs of files and what they come to.

mod causes;
mod layouts;
mod matching;
mod properties;
#[cfg(test)]
mod support;
