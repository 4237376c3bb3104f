{{ config(
    incremental_strategy='restate',
    unique_key='day',
    sort='day',
    meta={'restates': 'search_day'}
) }}

with searches as (
    select
        searched_on as day,
        kind,
        nvl(query, '(none)') as query,
        profile_id,
        result_count,
        viewed_at,
        booked_at,
        is_bot or is_internal as is_excluded
    from {{ ref('searches') }}
    where
        searched_on is not null
        {{- only_changed('searched_on', 'search_day') }}
),

final as (
    select
        day,
        cast(kind as varchar(256)) as kind,
        cast(query as varchar(256)) as query,
        cast(sum(case when is_excluded then 0 else 1 end) as bigint) as search_count,
        cast(count(distinct case when not is_excluded then profile_id end) as bigint) as searcher_count,
        cast(sum(case when not is_excluded and result_count = 0 then 1 else 0 end) as bigint) as zero_result_search_count,
        cast(sum(case when not is_excluded and viewed_at is not null then 1 else 0 end) as bigint) as viewed_search_count,
        cast(sum(case when not is_excluded and booked_at is not null then 1 else 0 end) as bigint) as booked_search_count,
        cast(sum(case when is_excluded then 1 else 0 end) as bigint) as excluded_search_count
    from searches
    group by 1, 2, 3
)

select * from final
