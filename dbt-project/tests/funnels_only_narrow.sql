-- Each step of a funnel is of those who made the step before.
with steps as (
    select 'day ' || cast(day as varchar(10)) as what, daily_active_count as before, viewed_count as after
    from {{ ref('daily_engagement') }}
    union all
    select 'added ' || cast(day as varchar(10)), viewed_count, added_count from {{ ref('daily_engagement') }}
    union all
    select 'checked out ' || cast(day as varchar(10)), added_count, checked_out_count from {{ ref('daily_engagement') }}
    union all
    select 'ordered ' || cast(day as varchar(10)), checked_out_count, ordered_count from {{ ref('daily_engagement') }}
    union all
    select 'week of ' || cast(day as varchar(10)), weekly_active_count, daily_active_count from {{ ref('daily_engagement') }}
    union all
    select 'month of ' || cast(day as varchar(10)), monthly_active_count, weekly_active_count from {{ ref('daily_engagement') }}
    union all
    select 'viewed ' || query, search_count, viewed_search_count from {{ ref('daily_searches') }}
    union all
    select 'booked ' || query, viewed_search_count, booked_search_count from {{ ref('daily_searches') }}
    union all
    select 'converted ' || product_id, viewer_count, converted_viewer_count from {{ ref('daily_products') }}
)

select what, before, after
from steps
where after > before
