package dev.clickstream.infra.construct.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.constructs.Construct;

/** The lake's landed files as external tables, for engines other than the warehouse. Partitions are computed, not crawled. */
public final class LakeCatalogue extends Construct {
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    private final String databaseName;
    private final String bucketName;

    /** @param databaseName small letters, digits and underscores, as Glue demands */
    public LakeCatalogue(Construct scope, String id, String databaseName, String bucketName) {
        super(scope, id);
        this.databaseName = databaseName;
        this.bucketName = bucketName;
        CfnDatabase database = CfnDatabase.Builder.create(this, "Database")
                .catalogId(Stack.of(this).getAccount())
                .databaseInput(CfnDatabase.DatabaseInputProperty.builder()
                        .name(databaseName)
                        .description("The lake of the clickstream platform")
                        .build())
                .build();
        for (LandingTable table : LandingTable.values()) {
            table(table).addResourceDependency(database);
        }
    }

    private CfnTable table(LandingTable table) {
        String location = "s3://%s/landing/%s/".formatted(bucketName, table.word());
        return CfnTable.Builder.create(this, table.word())
                .catalogId(Stack.of(this).getAccount())
                .databaseName(databaseName)
                .tableInput(CfnTable.TableInputProperty.builder()
                        .name("landing_" + table.word())
                        .tableType("EXTERNAL_TABLE")
                        .partitionKeys(List.of(column("dt", "string"), column("hr", "string")))
                        .parameters(projection(location))
                        .storageDescriptor(CfnTable.StorageDescriptorProperty.builder()
                                .location(location)
                                .columns(table.columns().stream()
                                        .map(column -> column(column.name(), column.type()))
                                        .toList())
                                .inputFormat(PARQUET + "MapredParquetInputFormat")
                                .outputFormat(PARQUET + "MapredParquetOutputFormat")
                                .serdeInfo(CfnTable.SerdeInfoProperty.builder()
                                        .serializationLibrary(PARQUET + "serde.ParquetHiveSerDe")
                                        .build())
                                .build())
                        .build())
                .build();
    }

    /** The days and hours of the loader's keys, {@code dt=2026-01-31/hr=07}. */
    private static Map<String, String> projection(String location) {
        return new TreeMap<>(Map.of(
                "EXTERNAL", "TRUE",
                "classification", "parquet",
                "projection.enabled", "true",
                "projection.dt.type", "date",
                "projection.dt.format", "yyyy-MM-dd",
                "projection.dt.range", "2026-01-01,NOW",
                "projection.hr.type", "integer",
                "projection.hr.range", "0,23",
                "projection.hr.digits", "2",
                "storage.location.template", location + "dt=${dt}/hr=${hr}/"));
    }

    private static CfnTable.ColumnProperty column(String name, String type) {
        return CfnTable.ColumnProperty.builder().name(name).type(type).build();
    }
}
