{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='observed_on',
    tags=['slow'],
    post_hook="{{ finish_labels() }}",
    meta={'restates': 'profile'}
) }}

with events as (
    select
        profile_id,
        category,
        message_id,
        event,
        occurred_on,
        occurred_at,
        {{ affinity_weight('event') }} as weight
    from {{ ref('events') }}
    where
        category is not null
        and {{ affinity_weight('event') }} > 0
        and not is_bot
        and not is_internal
        {{- only_changed('profile_id', 'profile') }}
),

newest as (
    select max(occurred_at) as newest_at from {{ ref('events') }}
),

-- the moment of which a pair is: the first event of a day; what is known then is what was before
observations as (
    select profile_id, category, occurred_on as observed_on, min(occurred_at) as observed_at
    from events
    group by 1, 2, 3
),

features as (
    select
        observations.profile_id,
        observations.category,
        observations.observed_on,
        count(*) as event_count,
        sum(case when events.event = 'Product Viewed' then 1 else 0 end) as view_count,
        sum(case when events.event = 'Product Added to Wishlist' then 1 else 0 end) as wishlist_count,
        sum(case when events.event = 'Product Added' then 1 else 0 end) as cart_count,
        sum(case when events.event = 'Order Completed' then 1 else 0 end) as order_count,
        max(events.occurred_at) as last_at,
        sum({{ decayed('events.weight', 'events.occurred_at', 'observations.observed_at') }}) as affinity
    from observations
    inner join events
        on
            observations.profile_id = events.profile_id
            and observations.category = events.category
            and observations.observed_at > events.occurred_at
            and events.occurred_at >= dateadd(day, -90, observations.observed_at)
    group by 1, 2, 3
),

labels as (
    select distinct observations.profile_id, observations.category, observations.observed_on
    from observations
    inner join events
        on
            observations.profile_id = events.profile_id
            and observations.category = events.category
            and observations.observed_at <= events.occurred_at
            and events.occurred_at < dateadd(day, 7, observations.observed_at)
    where events.event = 'Order Completed'
),

final as (
    select
        cast(observations.profile_id as varchar(512)) as profile_id,
        cast(observations.category as varchar(256)) as category,
        observations.observed_on,
        observations.observed_at,
        cast(nvl(features.event_count, 0) as bigint) as event_count,
        cast(nvl(features.view_count, 0) as bigint) as view_count,
        cast(nvl(features.wishlist_count, 0) as bigint) as wishlist_count,
        cast(nvl(features.cart_count, 0) as bigint) as cart_count,
        cast(nvl(features.order_count, 0) as bigint) as order_count,
        cast(datediff(second, features.last_at, observations.observed_at) as bigint) as recency_seconds,
        cast(nvl(features.affinity, 0) as numeric(28, 6)) as affinity,
        labels.profile_id is not null as is_booked,
        newest.newest_at >= dateadd(day, 7, observations.observed_at) as is_label_final
    from observations
    cross join newest
    left join features
        on
            observations.profile_id = features.profile_id
            and observations.category = features.category
            and observations.observed_on = features.observed_on
    left join labels
        on
            observations.profile_id = labels.profile_id
            and observations.category = labels.category
            and observations.observed_on = labels.observed_on
)

select * from final
