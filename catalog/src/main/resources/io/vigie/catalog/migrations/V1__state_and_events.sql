-- The present: small values that rooms keep by kind and key.
create table state_entry (
  kind              ${text} not null,
  entry_key         ${text} not null,
  entry_value       text   not null,
  expires_at_millis bigint not null,
  primary key (kind, entry_key)
);

-- The past: what happened, in the order in which it was said.
create table event (
  id               ${identity},
  timestamp_millis bigint not null,
  kind             ${text} not null,
  labels           text   not null,
  event_value      text   not null
);

create index event_by_kind_and_time on event (kind, timestamp_millis);
