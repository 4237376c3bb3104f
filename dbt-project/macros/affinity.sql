{#- How much one event says that its profile likes a category; 0 for what says nothing, or the opposite. -#}
{% macro affinity_weight(event) -%}
    case {{ event }}
        when 'Product Clicked' then 1
        when 'Product Viewed' then 1
        when 'Product Added to Wishlist' then 2
        when 'Product Added' then 3
        when 'Checkout Started' then 4
        when 'Order Completed' then 5
        else 0
    end
{%- endmacro %}

{#- What is left of a weight some time later: it halves every 7 days, as in what recommenders read of the hot store. After a
    hundred halvings nothing is left that a decimal could show, and after a thousand a power of two underflows: some events
    are of 1970. -#}
{% macro decay(from, to) -%}
    power(
        cast(0.5 as double precision),
        least(greatest(datediff(second, {{ from }}, {{ to }}), 0) / (7 * 86400.0), 100)
    )
{%- endmacro %}

{#- A weight so much later. A decimal of fixed scale, so that a sum does not depend on the order of its parts. -#}
{% macro decayed(weight, from, to) -%}
    cast({{ weight }} * {{ decay(from, to) }} as numeric(18, 6))
{%- endmacro %}
