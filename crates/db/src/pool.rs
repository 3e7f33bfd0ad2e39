//! A small blocking pool: at most `size` things alive, made on demand, waited for with a limit.

use crate::error::{DbError, DbResult};
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

type Make<T> = Box<dyn Fn() -> DbResult<T> + Send + Sync>;

pub(crate) struct Pool<T> {
    state: Mutex<State<T>>,
    freed: Condvar,
    size: usize,
    patience: Duration,
    make: Make<T>,
}

struct State<T> {
    idle: Vec<T>,
    alive: usize,
}

pub(crate) struct Pooled<'p, T> {
    pool: &'p Pool<T>,
    item: Option<T>,
    broken: bool,
}

impl<T> Pool<T> {
    pub(crate) fn new(
        size: usize,
        patience: Duration,
        make: impl Fn() -> DbResult<T> + Send + Sync + 'static,
    ) -> Self {
        let state = Mutex::new(State {
            idle: Vec::new(),
            alive: 0,
        });
        Self {
            state,
            freed: Condvar::new(),
            size,
            patience,
            make: Box::new(make),
        }
    }

    pub(crate) fn get(&self) -> DbResult<Pooled<'_, T>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(item) = state.idle.pop() {
                return Ok(Pooled {
                    pool: self,
                    item: Some(item),
                    broken: false,
                });
            }
            if state.alive < self.size {
                state.alive += 1;
                break;
            }
            let (next, wait) = self
                .freed
                .wait_timeout(state, self.patience)
                .unwrap_or_else(PoisonError::into_inner);
            state = next;
            if wait.timed_out() && state.idle.is_empty() {
                return Err(DbError::Unavailable("all connections are in use".into()));
            }
        }
        drop(state);
        match (self.make)() {
            Ok(item) => Ok(Pooled {
                pool: self,
                item: Some(item),
                broken: false,
            }),
            Err(error) => {
                self.gone();
                Err(error)
            }
        }
    }

    /// Takes everything that lies idle, to be dropped by the caller.
    pub(crate) fn take_idle(&self) -> Vec<T> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.alive -= state.idle.len();
        std::mem::take(&mut state.idle)
    }

    fn gone(&self) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .alive -= 1;
        self.freed.notify_one();
    }
}

impl<T> Pooled<'_, T> {
    /// Throws the item away instead of giving it back.
    pub(crate) fn discard(&mut self) {
        self.broken = true;
    }
}

impl<T> Deref for Pooled<'_, T> {
    type Target = T;
    #[expect(clippy::expect_used, reason = "the item is there until drop")]
    fn deref(&self) -> &T {
        self.item.as_ref().expect("present until drop")
    }
}
impl<T> DerefMut for Pooled<'_, T> {
    #[expect(clippy::expect_used, reason = "the item is there until drop")]
    fn deref_mut(&mut self) -> &mut T {
        self.item.as_mut().expect("present until drop")
    }
}
impl<T> Drop for Pooled<'_, T> {
    fn drop(&mut self) {
        // A panic in the middle of a transaction leaves the item in an unknown state.
        if self.broken || std::thread::panicking() {
            self.item = None;
            self.pool.gone();
        } else if let Some(item) = self.item.take() {
            self.pool
                .state
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .idle
                .push(item);
            self.pool.freed.notify_one();
        }
    }
}
