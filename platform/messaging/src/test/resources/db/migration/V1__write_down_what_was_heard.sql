create table heard (
    number bigint generated always as identity primary key,
    key    uuid not null,
    note   text not null
);
