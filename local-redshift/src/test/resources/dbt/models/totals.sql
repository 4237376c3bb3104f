{{ config(materialized='materialized_view', auto_refresh=false) }}
select customer, count(*) as orders from {{ ref('merged_orders') }} group by customer
