//! The program around the directory: its configuration, its life from start to shutdown, and what it does with a bad one.

mod backup;
mod bounded;
mod config;
mod data_folder;
mod disk;
mod doctor;
mod killed;
mod moving;
mod outage;
mod priority;
mod recovery;
mod refreshing;
mod replicas;
mod served;
mod serving;
