{{ config(
    materialized='table',
    sort='profile_id',
    tags=['slow'],
    meta={'restates': 'all'}
) }}

with features as (
    select * from {{ ref('category_features') }}
),

as_of_today as (
    select
        profile_id,
        category,
        last_at,
        event_count,
        cast(affinity * {{ decay('last_at', "date_trunc('day', " ~ now() ~ ")") }} as numeric(28, 6)) as affinity
    from features
),

final as (
    select
        cast(profile_id as varchar(512)) as profile_id,
        cast(category as varchar(256)) as category,
        last_at,
        cast(event_count as bigint) as event_count,
        affinity,
        cast(row_number() over (partition by profile_id order by affinity desc, last_at desc, category) as integer) as place
    from as_of_today
)

select * from final
