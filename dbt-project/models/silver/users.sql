{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='profile_id',
    meta={'restates': 'profile'}
) }}

with events as (
    select
        profile_id,
        anonymous_id,
        is_bot,
        is_internal,
        occurred_at
    from {{ ref('events') }}
    where
        occurred_at is not null
        {{- only_changed('profile_id', 'profile') }}
),

identifications as (
    select
        profile_id,
        {{ json_text('properties', 'country') }} as country,
        {{ json_text('properties', 'plan') }} as loyalty_tier,
        row_number() over (partition by profile_id order by occurred_at desc, message_id desc) as age
    from {{ ref('events') }}
    where
        event = 'Identify'
        {{- only_changed('profile_id', 'profile') }}
),

sessions as (
    select profile_id, count(*) as session_count
    from {{ ref('sessions') }}
    where
        profile_id is not null
        {{- only_changed('profile_id', 'profile') }}
    group by 1
),

orders as (
    select
        profile_id,
        count(*) as order_count,
        sum(amount_sgd) as gross_sgd,
        sum(case when cancelled_at is null then amount_sgd end) as net_sgd
    from {{ ref('orders') }}
    where
        ordered_at is not null
        {{- only_changed('profile_id', 'profile') }}
    group by 1
),

totals as (
    select
        profile_id,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at,
        count(*) as event_count,
        count(distinct anonymous_id) as device_count,
        max(case when is_bot then 1 else 0 end) as bot,
        max(case when is_internal then 1 else 0 end) as internal
    from events
    group by 1
),

final as (
    select
        totals.profile_id,
        cast(split_part(totals.profile_id, ':', 1) as varchar(8)) as kind,
        cast(substring(totals.profile_id, position(':' in totals.profile_id) + 1) as varchar(256)) as id,
        {{ as_text('identifications.country', 2) }} as country,
        {{ as_text('identifications.loyalty_tier', 64) }} as loyalty_tier,
        totals.first_seen_at,
        totals.last_seen_at,
        cast(totals.event_count as bigint) as event_count,
        cast(totals.device_count as bigint) as device_count,
        cast(nvl(sessions.session_count, 0) as bigint) as session_count,
        cast(nvl(orders.order_count, 0) as bigint) as order_count,
        cast(nvl(orders.gross_sgd, 0) as numeric(38, 4)) as gross_sgd,
        cast(nvl(orders.net_sgd, 0) as numeric(38, 4)) as net_sgd,
        totals.bot = 1 as is_bot,
        totals.internal = 1 as is_internal
    from totals
    left join identifications on totals.profile_id = identifications.profile_id and identifications.age = 1
    left join sessions on totals.profile_id = sessions.profile_id
    left join orders on totals.profile_id = orders.profile_id
)

select * from final
