-- Who does not want to be shown what their own history suggests, as notification-service tells.
create table recommendation_wishes (
    account_id uuid primary key,
    personal   boolean not null,
    sequence   bigint  not null
);
