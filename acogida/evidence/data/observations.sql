-- Every shipped figure in one table. Run by acogida/evidence/store.py in an empty DuckDB database with
-- this folder as its search path. Values are as published; what is computed here says so.
-- flag: projection, incomplete, or how the UN estimated a stock (B birth, C citizenship, R refugees added, I imputed).

CREATE TABLE observation (
    dataset VARCHAR NOT NULL, edition VARCHAR NOT NULL, indicator VARCHAR NOT NULL,
    territory VARCHAR NOT NULL, origin VARCHAR NOT NULL, period VARCHAR NOT NULL, year SMALLINT NOT NULL,
    sex VARCHAR NOT NULL, age VARCHAR NOT NULL, value DOUBLE, flag VARCHAR NOT NULL
);
CREATE TEMP TABLE staged AS FROM observation;
CREATE TEMP TABLE region(name VARCHAR, code VARCHAR);
INSERT INTO region VALUES
    ('World', 'M49:001'), ('Africa', 'M49:002'), ('Asia', 'M49:142'), ('Europe', 'M49:150'),
    ('Oceania', 'M49:009'), ('Americas (LAC + Northern America)', 'M49:019'),
    ('Northern America', 'M49:021'), ('Latin America and the Caribbean', 'M49:419'),
    ('South America', 'M49:005'), ('Caribbean', 'M49:029'), ('Central America (incl. Mexico)', 'M49:013'),
    ('Central America', 'M49:013');
CREATE TEMP TABLE mexican_state AS
    SELECT lpad(i::VARCHAR, 2, '0') AS number, 'MX-' || code AS code FROM (SELECT unnest(
        ['AGU','BCN','BCS','CAM','COA','COL','CHP','CHH','CMX','DUR','GUA','GRO','HID','JAL','MEX','MIC',
         'MOR','NAY','NLE','OAX','PUE','QUE','ROO','SLP','SIN','SON','TAB','TAM','TLA','VER','YUC','ZAC']
    ) AS code, unnest(range(1, 33)) AS i);
CREATE TEMP TABLE chilean_region AS
    SELECT lpad(i::VARCHAR, 2, '0') AS number, 'CL-' || code AS code FROM (SELECT unnest(
        ['TA','AN','AT','CO','VS','LI','ML','BI','AR','LL','AI','MA','RM','LR','AP','NB']
    ) AS code, unnest(range(1, 17)) AS i);

-- UN DESA, migrant stock, both editions, each under its own indicators.
CREATE TEMP TABLE edition AS SELECT * FROM (VALUES
    (2024, 'undesa-stock-2024', 'migrant-stock', 'emigrants'),
    (2020, 'undesa-stock-2020', 'migrant-stock-2020', 'emigrants-2020')) t(edition, dataset, stock, emigrants);
CREATE TEMP TABLE pair AS
    SELECT 2024 AS edition, destination_iso3, origin_iso3, year, sex, migrants FROM 'undesa_stock_2024.parquet'
    UNION ALL
    SELECT 2020, destination_iso3, origin_iso3, year, sex, migrants FROM 'undesa_stock_2020.parquet';
INSERT INTO staged
    SELECT dataset, edition::VARCHAR, stock, destination_iso3, origin_iso3, year::VARCHAR, year, sex, 'all', migrants, ''
    FROM pair JOIN edition USING (edition)
    UNION ALL
    SELECT dataset, edition::VARCHAR, stock, destination_iso3, origin_iso3, year::VARCHAR, year, 'all', 'all', sum(migrants), ''
    FROM pair JOIN edition USING (edition) GROUP BY ALL;
CREATE TEMP TABLE destination AS FROM 'undesa_totals_by_destination.parquet' JOIN edition USING (edition);
INSERT INTO staged
    SELECT dataset, edition::VARCHAR, stock, destination_iso3, 'all', year::VARCHAR, year, sex, 'all', value,
        concat(if(based_on_foreign_born = 1, 'B', ''), if(based_on_citizenship = 1, 'C', ''),
               if(refugees_added = 1, 'R', ''), if(imputed = 1, 'I', ''))
    FROM (UNPIVOT (SELECT * RENAME (migrants AS "all") FROM destination) ON "all", female, male INTO NAME sex VALUE value);
INSERT INTO staged
    SELECT dataset, edition::VARCHAR, 'migrant-share', destination_iso3, 'all', year::VARCHAR, year, 'all', 'all',
        migrants * 100.0 / population, ''
    FROM destination WHERE edition = 2024 AND population > 0
    UNION ALL
    SELECT dataset, edition::VARCHAR, 'migrant-women-share', destination_iso3, 'all', year::VARCHAR, year, 'all', 'all',
        female * 100.0 / migrants, ''
    FROM destination WHERE edition = 2024 AND migrants > 0;
INSERT INTO staged
    SELECT 'undesa-stock-2020', '2020', 'migrant-share-2020', iso3, 'all', year::VARCHAR, year, 'all', 'all', share_both_pct, ''
    FROM 'undesa_official_2020.parquet' WHERE iso3 IS NOT NULL AND share_both_pct IS NOT NULL;
INSERT INTO staged
    SELECT dataset, edition::VARCHAR, emigrants, origin_iso3, 'all', year::VARCHAR, year, sex, 'all', value, ''
    FROM (UNPIVOT (SELECT * RENAME (emigrants AS "all") FROM 'undesa_totals_by_origin.parquet')
          ON "all", female, male INTO NAME sex VALUE value) JOIN edition USING (edition);
INSERT INTO staged
    SELECT dataset, edition::VARCHAR, stock, code, 'all', year::VARCHAR, year, sex, 'all', value, ''
    FROM (UNPIVOT (SELECT * RENAME (migrants AS "all") FROM 'undesa_totals_by_region.parquet')
          ON "all", female, male INTO NAME sex VALUE value) t JOIN region ON region.name = t.region JOIN edition USING (edition);
INSERT INTO staged
    SELECT 'undesa-stock-2024', '2024', 'migrant-women-share', code, 'all', year::VARCHAR, year, 'all', 'all', female * 100.0 / migrants, ''
    FROM 'undesa_totals_by_region.parquet' t JOIN region ON region.name = t.region WHERE edition = 2024;

-- UN DESA, population and net migration.
INSERT INTO staged
    SELECT 'undesa-wpp-2024', '2024', 'population', iso3, 'all', year::VARCHAR, year, 'all', 'all', population,
        if(variant = 'estimate', '', 'projection')
    FROM 'population.parquet' WHERE population IS NOT NULL
    UNION ALL
    SELECT 'undesa-wpp-2024', '2024', 'population', code, 'all', year::VARCHAR, year, 'all', 'all', population,
        if(year < 2024, '', 'projection')
    FROM 'population_regions.parquet' t JOIN region ON region.name = t.region
    UNION ALL
    SELECT 'undesa-wpp-2024', '2024', 'net-migration', iso3, 'all', year::VARCHAR, year, 'all', 'all', net_migration,
        if(variant = 'estimate', '', 'projection')
    FROM 'net_migration.parquet' WHERE iso3 IS NOT NULL AND net_migration IS NOT NULL;
INSERT INTO staged
    SELECT 'undesa-stock-2024', '2024', 'migrant-share', m.territory, 'all', m.period, m.year, 'all', 'all', m.value * 100.0 / p.value, ''
    FROM staged m JOIN staged p ON p.indicator = 'population' AND p.territory = m.territory AND p.year = m.year
    WHERE m.indicator = 'migrant-stock' AND m.territory LIKE 'M49:%' AND m.sex = 'all';

-- Remittances.
INSERT INTO staged
    SELECT 'worldbank-remittances', 'WDI, June 2025', indicator, iso3, 'all', year::VARCHAR, year, 'all', 'all', value, ''
    FROM (UNPIVOT (SELECT iso3, year, remittances_received_usd::DOUBLE AS "remittances-received",
                   remittances_paid_usd::DOUBLE AS "remittances-paid",
                   remittances_received_usd * 100.0 / nullif(gdp_usd, 0) AS "remittances-gdp" FROM 'remittances.parquet')
          ON "remittances-received", "remittances-paid", "remittances-gdp" INTO NAME indicator VALUE value);
INSERT INTO staged
    SELECT 'sdg-remittance-cost', 'October 2020', 'remittance-cost', iso3, 'all', year::VARCHAR, year, 'all', 'all', cost_pct_of_amount, ''
    FROM 'remittance_cost.parquet' WHERE iso3 IS NOT NULL;
INSERT INTO staged
    SELECT 'banxico-remittances', '2026 Q1', 'remittances-mexican-states', code, 'all', year(periodo)::VARCHAR, year(periodo),
        'all', 'all', sum(valor_usd), ''
    FROM 'mexico_remittances_by_state.parquet' JOIN mexican_state ON number = cve_ent GROUP BY code, year(periodo) HAVING count(*) = 4;

-- IOM, people dead or missing, already added up by country and year.
INSERT INTO staged
    SELECT 'iom-missing-migrants', '4 June 2025', 'missing-migrants', country_iso3, 'all', year::VARCHAR, year, 'all', 'all',
        dead_or_missing, if(year = 2025, 'incomplete', '')
    FROM 'missing_migrants_by_country.parquet';

-- Border and transit counts: events, by the nationality the government wrote down; the totals are sums over it.
CREATE TEMP TABLE border AS
    SELECT *, if(year = 2025 OR (territory = 'USA' AND year = 2017), 'incomplete', '') AS state FROM 'border_counts.parquet';
INSERT INTO staged
    SELECT 'border-counts', '2025-06', indicator, territory, origin, year::VARCHAR, year, 'all', 'all', events, state
    FROM border WHERE origin <> 'all'
    UNION ALL
    SELECT 'border-counts', '2025-06', indicator, territory, 'all', year::VARCHAR, year, 'all', 'all', sum(events), state
    FROM border GROUP BY ALL;

-- UNHCR, by country of asylum and origin; the totals are sums over origins.
CREATE TEMP TABLE displaced AS
    SELECT indicator, asylum_iso3, origin_iso3, year, value FROM (
        UNPIVOT (SELECT asylum_iso3, coalesce(origin_iso3, 'UNK') AS origin_iso3, year, refugees::DOUBLE AS refugees,
                 asylum_seekers::DOUBLE AS "asylum-seekers", oip::DOUBLE AS "others-in-need" FROM 'unhcr_population.parquet')
        ON refugees, "asylum-seekers", "others-in-need" INTO NAME indicator VALUE value)
    WHERE asylum_iso3 IS NOT NULL;
INSERT INTO staged
    SELECT 'unhcr-population', 'June 2026 (to end-2025)', indicator, asylum_iso3, origin_iso3, year::VARCHAR, year, 'all', 'all', sum(value), ''
    FROM displaced WHERE value > 0 GROUP BY ALL
    UNION ALL
    SELECT 'unhcr-population', 'June 2026 (to end-2025)', indicator, asylum_iso3, 'all', year::VARCHAR, year, 'all', 'all', sum(value), ''
    FROM displaced GROUP BY ALL
    UNION ALL
    SELECT 'unhcr-population', 'June 2026 (to end-2025)', indicator, 'M49:001', 'all', year::VARCHAR, year, 'all', 'all', sum(value), ''
    FROM displaced GROUP BY ALL
    UNION ALL
    SELECT 'unhcr-population', 'June 2026 (to end-2025)', 'venezuelans-displaced', asylum_iso3, 'all', year::VARCHAR, year, 'all', 'all',
        total_displaced_abroad, ''
    FROM 'unhcr_venezuelans.parquet' WHERE total_displaced_abroad > 0;
CREATE TEMP TABLE at_place AS
    SELECT CASE population_type WHEN 'REF' THEN 'place-refugees' WHEN 'ASY' THEN 'place-asylum-seekers' ELSE 'place-others-in-need' END AS indicator,
        territory, origin_iso3, year, total
    FROM 'unhcr_subnational_2025.parquet'
    WHERE territory IS NOT NULL AND level <> 'national / dispersed' AND population_type IN ('REF', 'ASY', 'OIP');
INSERT INTO staged
    SELECT 'unhcr-subnational-2025', 'June 2026 (end-2025)', indicator, territory, origin_iso3, year::VARCHAR, year, 'all', 'all', sum(total), ''
    FROM at_place GROUP BY ALL
    UNION ALL
    SELECT 'unhcr-subnational-2025', 'June 2026 (end-2025)', indicator, territory, 'all', year::VARCHAR, year, 'all', 'all', sum(total), ''
    FROM at_place GROUP BY ALL;

-- National sources below the country.
INSERT INTO staged
    SELECT 'conapo-population', 'Projections 1990–2040', 'conapo-population', 'MEX:' || code, 'all', year::VARCHAR, year, 'all', 'all',
        population, if(year < 2020, '', 'projection')
    FROM 'conapo_municipal_population.parquet'
    UNION ALL
    SELECT if(iso3 = 'MEX', 'inegi-census-2020', 'ine-chile-projection-2022'), if(iso3 = 'MEX', '2020', 'Base 2017'),
        if(iso3 = 'MEX', 'census-population-mexico', 'projected-population-chile'), iso3 || ':' || code, 'all',
        population_year::VARCHAR, population_year, 'all', 'all', population, if(iso3 = 'MEX', '', 'projection')
    FROM 'municipal_population.parquet';
CREATE TEMP TABLE resident AS
    SELECT CASE WHEN level = 'comuna' THEN 'CHL:' || r.code WHEN r.code = '00' THEN 'CHL' ELSE c.code END AS territory,
        year, dimension, category, foreign_residents, population
    FROM 'chile_foreign_residents.parquet' r LEFT JOIN chilean_region c ON c.number = r.code AND level = 'region'
    WHERE r.code IS NOT NULL;
INSERT INTO staged
    SELECT 'ine-sermig-foreign-residents', 'December 2023', 'foreign-residents-chile', territory,
        if(dimension = 'origin', category, 'all'), year::VARCHAR, year,
        if(dimension = 'sex', category, 'all'), if(dimension = 'age', category, 'all'), foreign_residents, ''
    FROM resident
    WHERE dimension IN ('total', 'sex', 'age') OR (dimension = 'origin' AND territory NOT LIKE 'CHL:%')
    UNION ALL
    SELECT 'ine-sermig-foreign-residents', 'December 2023', 'foreign-residents-chile', 'CHL:' || code, origin_iso3,
        year::VARCHAR, year, 'all', 'all', foreign_residents, ''
    FROM 'chile_comuna_by_origin.parquet'
    UNION ALL
    SELECT 'ine-sermig-foreign-residents', 'December 2023', 'foreign-share-chile', territory, 'all', year::VARCHAR, year, 'all', 'all',
        foreign_residents * 100.0 / population, ''
    FROM resident WHERE dimension = 'total' AND population > 0;

-- SDG 10.7.2; "no data" is left out, so that it is said in words and never drawn.
INSERT INTO staged
    SELECT 'sdg-10-7-2', 'October 2020 (round of 2019)', CASE domain_code WHEN 'alldomains' THEN 'sdg-10-7-2'
            WHEN 'domain1' THEN 'sdg-10-7-2-rights' WHEN 'domain2' THEN 'sdg-10-7-2-government'
            WHEN 'domain3' THEN 'sdg-10-7-2-cooperation' WHEN 'domain4' THEN 'sdg-10-7-2-wellbeing'
            WHEN 'domain5' THEN 'sdg-10-7-2-crises' ELSE 'sdg-10-7-2-regular' END,
        iso3, 'all', year, year::SMALLINT, 'all', 'all', score::DOUBLE, ''
    FROM 'sdg_10_7_2.parquet' WHERE try_cast(score AS DOUBLE) IS NOT NULL;

-- Sorted, so that a query for one indicator and place reads a few blocks only.
INSERT INTO observation FROM staged ORDER BY indicator, territory, origin, sex, age, year;
