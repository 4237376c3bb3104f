{{ config(materialized='table', sort='day', dist='even', contract={'enforced': true}) }}
select trunc(ordered_at) as day, count(*) as orders, sum(amount)::decimal(12,2) as amount
from {{ ref('merged_orders') }} group by 1
