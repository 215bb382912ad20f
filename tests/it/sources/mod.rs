//! Places elsewhere, asked over sockets of this machine.

mod http;
