{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='started_at',
    meta={'restates': 'profile'}
) }}

with events as (
    select
        profile_id,
        message_id,
        anonymous_id,
        event,
        domain,
        is_bot,
        is_internal,
        channel,
        campaign_source,
        campaign_medium,
        campaign_name,
        case
            when nvl(campaign_source, campaign_medium, campaign_name) is not null
                then nvl(campaign_source, '') || ' ' || nvl(campaign_medium, '') || ' ' || nvl(campaign_name, '')
        end as campaign,
        occurred_at
    from {{ ref('events') }}
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

rests as (
    select
        *,
        case
            when previous_occurred_at is null or occurred_at > dateadd(minute, 30, previous_occurred_at) then 1
            else 0
        end as ends_a_rest
    from neighbours
),

visits as (
    select
        *,
        sum(ends_a_rest) over (
            partition by profile_id
            order by occurred_at, message_id
            rows unbounded preceding
        ) as visit_number
    from rests
),

-- the campaign named before in the same visit: events that name none stand in a partition of their own
campaigns as (
    select
        *,
        lag(campaign) over (
            partition by profile_id, visit_number, case when campaign is null then 0 else 1 end
            order by occurred_at, message_id
        ) as previous_campaign
    from visits
),

starts as (
    select
        *,
        case
            when ends_a_rest = 1 then 1
            when campaign is not null and (previous_campaign is null or campaign <> previous_campaign) then 1
            else 0
        end as is_start
    from campaigns
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

-- a session's channel is that of its first touch
touches as (
    select
        *,
        row_number() over (
            partition by profile_id, session_number
            order by case when channel is null then 1 else 0 end, occurred_at, message_id
        ) as touch_number
    from numbered
),

totals as (
    select
        profile_id,
        session_number,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        max(case when is_start = 1 then message_id end) as first_message_id,
        count(*) as event_count,
        count(distinct anonymous_id) as device_count,
        sum(case when domain = 'view' then 1 else 0 end) as view_count,
        sum(case when domain = 'search' then 1 else 0 end) as search_count,
        sum(case when domain = 'cart' then 1 else 0 end) as cart_count,
        sum(case when event = 'Order Completed' then 1 else 0 end) as order_count,
        max(case when touch_number = 1 then channel end) as channel,
        max(case when touch_number = 1 then campaign_source end) as campaign_source,
        max(case when touch_number = 1 then campaign_medium end) as campaign_medium,
        max(case when touch_number = 1 then campaign_name end) as campaign_name,
        max(case when is_bot then 1 else 0 end) as bot,
        max(case when is_internal then 1 else 0 end) as internal
    from touches
    group by 1, 2
),

final as (
    select
        cast(md5(profile_id || ' ' || first_message_id) as varchar(32)) as session_id,
        profile_id,
        started_at,
        ended_at,
        cast(started_at as date) as started_on,
        cast(datediff(second, started_at, ended_at) as bigint) as duration_seconds,
        cast(event_count as bigint) as event_count,
        cast(device_count as bigint) as device_count,
        cast(view_count as bigint) as view_count,
        cast(search_count as bigint) as search_count,
        cast(cart_count as bigint) as cart_count,
        cast(order_count as bigint) as order_count,
        cast(nvl(channel, 'direct') as varchar(32)) as channel,
        campaign_source,
        campaign_medium,
        campaign_name,
        bot = 1 as is_bot,
        internal = 1 as is_internal
    from totals
)

select * from final
