{{ config(
    incremental_strategy='restate',
    unique_key='profile_id',
    sort='profile_id',
    meta={'restates': 'profile'}
) }}

with events as (
    select
        profile_id,
        category,
        event,
        occurred_on,
        occurred_at,
        {{ affinity_weight('event') }} as weight,
        max(occurred_at) over (partition by profile_id, category) as last_at
    from {{ ref('events') }}
    where
        category is not null
        and {{ affinity_weight('event') }} > 0
        and not is_bot
        and not is_internal
        {{- only_changed('profile_id', 'profile') }}
),

final as (
    select
        profile_id,
        category,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at,
        cast(count(*) as bigint) as event_count,
        cast(count(distinct occurred_on) as bigint) as active_day_count,
        cast(sum(case when event = 'Product Viewed' then 1 else 0 end) as bigint) as view_count,
        cast(sum(case when event = 'Product Added to Wishlist' then 1 else 0 end) as bigint) as wishlist_count,
        cast(sum(case when event = 'Product Added' then 1 else 0 end) as bigint) as cart_count,
        cast(sum(case when event = 'Order Completed' then 1 else 0 end) as bigint) as order_count,
        cast(sum({{ decayed('weight', 'occurred_at', 'last_at') }}) as numeric(28, 6)) as affinity
    from events
    group by 1, 2
)

select * from final
