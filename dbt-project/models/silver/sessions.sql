{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='started_at',
    meta={'restates': 'profile'}
) }}

with events as (
    select profile_id, message_id, anonymous_id, event, domain, is_bot, occurred_at from {{ ref('events') }}
    where
        occurred_at is not null
        {{- only_changed('profile_id', 'profile') }}
),

neighbours as (
    select
        *,
        lag(occurred_at) over (partition by profile_id order by occurred_at, message_id) as previous_occurred_at
    from events
),

starts as (
    select
        *,
        case
            when previous_occurred_at is null or occurred_at > dateadd(minute, 30, previous_occurred_at) then 1
            else 0
        end as is_start
    from neighbours
),

numbered as (
    select
        *,
        sum(is_start) over (
            partition by profile_id
            order by occurred_at, message_id
            rows unbounded preceding
        ) as session_number
    from starts
),

totals as (
    select
        profile_id,
        session_number,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        count(*) as event_count,
        count(distinct anonymous_id) as device_count,
        sum(case when domain = 'view' then 1 else 0 end) as view_count,
        sum(case when domain = 'search' then 1 else 0 end) as search_count,
        sum(case when domain = 'cart' then 1 else 0 end) as cart_count,
        sum(case when event = 'Order Completed' then 1 else 0 end) as order_count,
        max(case when is_bot then 1 else 0 end) as bot
    from numbered
    group by 1, 2
),

final as (
    select
        cast(md5(profile_id || ' ' || to_char(started_at, 'YYYY-MM-DD HH24:MI:SS.MS')) as varchar(32)) as session_id,
        profile_id,
        started_at,
        ended_at,
        cast(datediff(second, started_at, ended_at) as bigint) as duration_seconds,
        cast(event_count as bigint) as event_count,
        cast(device_count as bigint) as device_count,
        cast(view_count as bigint) as view_count,
        cast(search_count as bigint) as search_count,
        cast(cart_count as bigint) as cart_count,
        cast(order_count as bigint) as order_count,
        bot = 1 as is_bot
    from totals
)

select * from final
