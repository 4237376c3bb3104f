{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'rolling_day'}
) }}

with days as (
    select
        day,
        sum(case when is_bot or is_internal then 1 else 0 end) as excluded_profile_count
    from {{ ref('profile_days') }}
    where
        day is not null
        {{- only_changed('day', 'rolling_day') }}
    group by 1
),

people as (
    select * from {{ ref('profile_days') }}
    where
        not is_bot
        and not is_internal
        and day >= (select cast(dateadd(day, -29, min(day)) as date) from days)
        and day <= (select max(day) from days)
),

rolling as (
    select
        days.day,
        count(distinct case when people.day > dateadd(day, -7, days.day) then people.profile_id end) as weekly_count,
        count(distinct people.profile_id) as monthly_count
    from days
    inner join people
        on
            days.day >= people.day
            and people.day > dateadd(day, -30, days.day)
    group by 1
),

-- each step of the funnel is of those who made the step before on the same day
steps as (
    select
        day,
        search_count > 0 as has_searched,
        view_count > 0 as has_viewed,
        view_count > 0 and cart_count > 0 as has_added,
        view_count > 0 and cart_count > 0 and checkout_count > 0 as has_checked_out,
        view_count > 0 and cart_count > 0 and checkout_count > 0 and order_count > 0 as has_ordered
    from people
),

funnel as (
    select
        day,
        count(*) as daily_count,
        sum(case when has_searched then 1 else 0 end) as searched_count,
        sum(case when has_viewed then 1 else 0 end) as viewed_count,
        sum(case when has_added then 1 else 0 end) as added_count,
        sum(case when has_checked_out then 1 else 0 end) as checked_out_count,
        sum(case when has_ordered then 1 else 0 end) as ordered_count
    from steps
    group by 1
),

final as (
    select
        days.day,
        cast(nvl(funnel.daily_count, 0) as bigint) as daily_active_count,
        cast(nvl(rolling.weekly_count, 0) as bigint) as weekly_active_count,
        cast(nvl(rolling.monthly_count, 0) as bigint) as monthly_active_count,
        cast(nvl(funnel.searched_count, 0) as bigint) as searched_count,
        cast(nvl(funnel.viewed_count, 0) as bigint) as viewed_count,
        cast(nvl(funnel.added_count, 0) as bigint) as added_count,
        cast(nvl(funnel.checked_out_count, 0) as bigint) as checked_out_count,
        cast(nvl(funnel.ordered_count, 0) as bigint) as ordered_count,
        cast(days.excluded_profile_count as bigint) as excluded_profile_count
    from days
    left join rolling on days.day = rolling.day
    left join funnel on days.day = funnel.day
)

select * from final
