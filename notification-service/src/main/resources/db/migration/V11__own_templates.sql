-- What an organisation says in its own words, for one kind of notice in one language. Our own words do for the rest.
create table own_layouts (
    organization_id uuid        not null,
    kind            text        not null,
    language        text        not null,
    subject         text        not null,
    html            text        not null,
    text            text        not null,
    changed_by      uuid        not null,
    changed_at      timestamptz not null,

    primary key (organization_id, kind, language)
);
