{{ config(
    incremental_strategy='reread',
    unique_key='anonymous_id',
    sort='anonymous_id',
    meta={'rereads': 'device'}
) }}

with events_of_known_people as (
    select
        case when type = 'alias' then {{ json_text('properties', 'previousId') }} else anonymous_id end as anonymous_id,
        user_id,
        occurred_at as linked_at,
        sys_process_load_seq
    from {{ ref('bronze_landed_events') }}
    where user_id is not null and (anonymous_id is not null or type = 'alias')
),

links_of_the_stream as (
    select anonymous_id, user_id, linked_at, sys_process_load_seq from {{ ref('identity_merges') }}
),

sightings as (
    select anonymous_id, user_id, linked_at, sys_process_load_seq from events_of_known_people
    union all
    select anonymous_id, user_id, linked_at, sys_process_load_seq from links_of_the_stream
),

-- an operator's undo: the device belongs to nobody from then on, and what linked it before is void
undone as (
    select
        anonymous_id,
        max(linked_at) as undone_at
    from links_of_the_stream
    where user_id is null and linked_at is not null
    group by 1
),

usable_sightings as (
    select
        cast(sightings.anonymous_id as varchar(256)) as anonymous_id,
        cast(sightings.user_id as varchar(256)) as user_id,
        sightings.linked_at,
        min(sightings.sys_process_load_seq) as sys_process_load_seq
    from sightings
    left join undone on sightings.anonymous_id = undone.anonymous_id
    where
        sightings.linked_at is not null
        and {{ is_somebody('sightings.anonymous_id') }}
        and (
            (sightings.user_id is null and sightings.linked_at = undone.undone_at)
            or (
                {{ is_somebody('sightings.user_id') }}
                and sightings.anonymous_id <> sightings.user_id
                and (undone.undone_at is null or sightings.linked_at > undone.undone_at)
            )
        )
    group by 1, 2, 3
),

-- two people at one instant: whoever landed first keeps it, so that what lands later only ever adds
instants as (
    select
        *,
        row_number() over (
            partition by anonymous_id, linked_at
            order by sys_process_load_seq, user_id
        ) as choice
    from usable_sightings
),

{% if is_restatement() %}
    changed_devices as (
        select distinct anonymous_id from usable_sightings
        where sys_process_load_seq > {{ built_load_seq() }}{{ or_restated('anonymous_id') }}
    ),

{% endif %}
neighbours as (
    select
        anonymous_id,
        user_id,
        linked_at,
        sys_process_load_seq,
        nvl(user_id, '') as person,
        lag(nvl(user_id, '')) over (partition by anonymous_id order by linked_at) as previous_person
    from instants
    where
        choice = 1
        {% if is_restatement() %}
            and anonymous_id in (select anonymous_id from changed_devices)
        {% endif %}
),

changes_of_person as (
    select
        anonymous_id,
        user_id,
        linked_at,
        sys_process_load_seq,
        row_number() over (partition by anonymous_id order by linked_at) as place,
        lead(linked_at) over (partition by anonymous_id order by linked_at) as next_linked_at
    from neighbours
    where previous_person is null or previous_person <> person
),

final as (
    select
        anonymous_id,
        user_id,
        linked_at,
        -- what the device did before anyone logged in is the first person's
        case when place = 1 then cast('1900-01-01' as timestamp) else linked_at end as valid_from,
        nvl(next_linked_at, cast('9999-12-31' as timestamp)) as valid_until,
        sys_process_load_seq
    from changes_of_person
)

select * from final
