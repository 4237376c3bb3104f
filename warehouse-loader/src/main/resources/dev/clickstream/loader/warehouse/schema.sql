-- What the loader needs in the warehouse. Applied at each start: every statement leaves alone what is there.

create schema if not exists landing;
create schema if not exists ops;

-- Locked first in every load, and read by nobody: the lock would hold up readers of a real table.
create table if not exists ops.load_lock (unused int);

-- Where each partition's load goes on.
create table if not exists ops.load_offset (
    topic varchar(128) not null,
    part int not null,
    next_offset bigint not null
);

create table if not exists ops.load_history (
    load_seq bigint not null,
    batch_id varchar(128) not null,
    manifest_sha256 varchar(64) not null,
    row_count bigint not null,
    loader_id varchar(128) not null,
    loaded_at timestamp not null
) sortkey (load_seq);

create table if not exists ops.load_range (
    load_seq bigint not null,
    topic varchar(128) not null,
    part int not null,
    start_offset bigint not null,
    end_offset bigint not null,
    row_count bigint not null
) sortkey (load_seq);

-- Loads whose rows changed after they were loaded. Whoever changes rows of landing notes it here in the same transaction, holding
-- ops.load_lock from its first statement on; the models then read those loads again.
create table if not exists ops.restated_loads (
    restatement_seq bigint not null,
    load_seq bigint not null,
    landing_table varchar(32) not null,
    reason varchar(64) not null,
    recorded_at timestamp not null
) sortkey (restatement_seq);

create table if not exists landing.events (
    message_id varchar(256),
    type varchar(16),
    event varchar(256),
    schema varchar(128),
    user_id varchar(256),
    anonymous_id varchar(256),
    session_id varchar(256),
    occurred_at timestamp,
    original_timestamp timestamp,
    sent_at timestamp,
    received_at timestamp,
    source varchar(128),
    context varchar(65535),
    properties varchar(65535),
    flags varchar(256),
    sys_process_topic varchar(128),
    sys_process_partition int,
    sys_process_offset bigint,
    sys_process_load_seq bigint,
    sys_process_date date,
    sys_process_time timestamp
) sortkey (sys_process_load_seq);

create table if not exists landing.rejected (
    record_key varchar(1024),
    record_value varchar(65535),
    record_time timestamp,
    sys_process_topic varchar(128),
    sys_process_partition int,
    sys_process_offset bigint,
    sys_process_load_seq bigint,
    sys_process_date date,
    sys_process_time timestamp
) sortkey (sys_process_load_seq);

create table if not exists landing.identity_links (
    record_key varchar(1024),
    record_value varchar(65535),
    record_time timestamp,
    sys_process_topic varchar(128),
    sys_process_partition int,
    sys_process_offset bigint,
    sys_process_load_seq bigint,
    sys_process_date date,
    sys_process_time timestamp
) sortkey (sys_process_load_seq);

create table if not exists landing.rules (
    record_key varchar(1024),
    record_value varchar(65535),
    record_time timestamp,
    sys_process_topic varchar(128),
    sys_process_partition int,
    sys_process_offset bigint,
    sys_process_load_seq bigint,
    sys_process_date date,
    sys_process_time timestamp
) sortkey (sys_process_load_seq);

create table if not exists landing.dead_letters (
    record_key varchar(1024),
    record_value varchar(65535),
    record_time timestamp,
    sys_process_topic varchar(128),
    sys_process_partition int,
    sys_process_offset bigint,
    sys_process_load_seq bigint,
    sys_process_date date,
    sys_process_time timestamp
) sortkey (sys_process_load_seq);

create table if not exists landing.late (
    record_key varchar(1024),
    record_value varchar(65535),
    record_time timestamp,
    sys_process_topic varchar(128),
    sys_process_partition int,
    sys_process_offset bigint,
    sys_process_load_seq bigint,
    sys_process_date date,
    sys_process_time timestamp
) sortkey (sys_process_load_seq);

create table if not exists landing.erasures (
    record_key varchar(1024),
    record_value varchar(65535),
    record_time timestamp,
    sys_process_topic varchar(128),
    sys_process_partition int,
    sys_process_offset bigint,
    sys_process_load_seq bigint,
    sys_process_date date,
    sys_process_time timestamp
) sortkey (sys_process_load_seq);

-- Rows of a load that were erased from its landing table and still lie in its files: what landed and these are what the manifest
-- says, and who writes the files anew finds here which.
create table if not exists ops.load_erasure (
    load_seq bigint not null,
    table_name varchar(32) not null,
    topic varchar(128) not null,
    part int not null,
    row_count bigint not null,
    erased_at timestamp not null
) sortkey (load_seq);
