{{ config(
    materialized='table',
    sort='cohort_week',
    tags=['slow'],
    meta={'restates': 'all'}
) }}

with weeks as (
    select distinct
        profile_id,
        cast(date_trunc('week', day) as date) as week_start
    from {{ ref('profile_days') }}
    where not is_bot and not is_internal
),

cohorts as (
    select profile_id, min(week_start) as cohort_week
    from weeks
    group by 1
),

sizes as (
    select cohort_week, count(*) as cohort_count
    from cohorts
    group by 1
),

retained as (
    select
        cohorts.cohort_week,
        datediff(day, cohorts.cohort_week, weeks.week_start) / 7 as weeks_since,
        count(*) as active_count
    from weeks
    inner join cohorts on weeks.profile_id = cohorts.profile_id
    group by 1, 2
),

final as (
    select
        retained.cohort_week,
        cast(retained.weeks_since as integer) as weeks_since,
        cast(sizes.cohort_count as bigint) as cohort_count,
        cast(retained.active_count as bigint) as active_count,
        {{ average('retained.active_count', 'sizes.cohort_count') }} as retention_rate
    from retained
    inner join sizes on retained.cohort_week = sizes.cohort_week
    where retained.weeks_since <= 12
)

select * from final
