package dev.clickstream.infra.check.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssemblyTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Ref': 'AWS::Region'} | ap-southeast-1",
                "{'Ref': 'Lake'} | one-lake",
                "{'Fn::GetAtt': ['Lake', 'Arn']} | arn:aws:s3:::one-lake",
                "{'Fn::GetAtt': 'Lake.Arn'} | arn:aws:s3:::one-lake",
                "{'Ref': 'Cluster'} | arn:aws:kafka:ap-southeast-1:111122223333:cluster/events/UUID-1",
                "{'Ref': 'Live'} | arn:aws:lambda:ap-southeast-1:111122223333:function:one-Function:live",
                "{'Ref': 'Given'} | 7",
                "{'Ref': 'Asked'} | parameter-Asked",
                "{'Ref': 'AskedArn'} | arn:aws:parameter:ap-southeast-1:111122223333:AskedArn",
                "{'Fn::Join': ['/', ['a', {'Ref': 'Lake'}]]} | a/one-lake",
                "{'Fn::Sub': '${Lake.Arn}/${!x}/${AWS::Region}'} | arn:aws:s3:::one-lake/${x}/ap-southeast-1",
                "{'Fn::Sub': ['${a}-${Lake}', {'a': 'b'}]} | b-one-lake",
                "{'Fn::Select': [1, {'Fn::Split': [':cluster/', {'Ref': 'Cluster'}]}]} | events/UUID-1",
                "{'Fn::Select': ['0', ['a', 'b']]} | a",
                "{'Fn::If': ['Big', 'yes', 'no']} | yes",
                "{'Fn::If': ['Small', 'yes', 'no']} | no",
                "{'Fn::ImportValue': 'two:Key'} | key of two",
            })
    void aReferenceBecomesWhatADeploymentWouldGive(String reference, String value) {
        Resource resource =
                assembly(reference).templates().getFirst().resources("Test").getFirst();

        assertThat(resource.text("Value").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID"))
                .isEqualTo(value);
    }

    @Test
    void noValueLeavesThePropertyOut() {
        Resource resource = assembly("{'Ref': 'AWS::NoValue'}")
                .templates()
                .getFirst()
                .resources("Test")
                .getFirst();

        assertThat(resource.has("Value")).isFalse();
    }

    @Test
    void twoStacksGiveDifferentNamesToTheSameLogicalId() {
        JsonNode template = json("{'Resources': {'Cluster': {'Type': 'AWS::MSK::Cluster'}}}");
        Assembly assembly = Assembly.of(Map.of("one", template, "two", template));

        assertThat(assembly.resources("AWS::MSK::Cluster"))
                .extracting(Resource::arn)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> assembly("{'Fn::Cidr': ['10.0.0.0/16', 1, 8]}"))
                .hasMessage("Fn::Cidr of stack one is not understood");
        assertThatThrownBy(() -> assembly("{'Ref': 'Nowhere'}"))
                .hasMessage("stack one refers to Nowhere, which it does not have");
        assertThatThrownBy(() -> assembly("{'Fn::ImportValue': 'three:Key'}"))
                .hasMessage("no stack exports 'three:Key'; there are [two:Key]");
    }

    private static Assembly assembly(String value) {
        return Assembly.of(new TreeMap<>(Map.of("one", json("""
                {'Parameters': {'Given': {'Type': 'String', 'Default': '7'}, 'Asked': {'Type': 'String'},
                                'AskedArn': {'Type': 'String'}},
                 'Conditions': {'Big': {'Fn::Equals': [{'Ref': 'Given'}, '7']},
                                'Small': {'Fn::Not': [{'Condition': 'Big'}]}},
                 'Resources': {
                   'Lake': {'Type': 'AWS::S3::Bucket'},
                   'Cluster': {'Type': 'AWS::MSK::Cluster', 'Properties': {'ClusterName': 'events'}},
                   'Function': {'Type': 'AWS::Lambda::Function'},
                   'Live': {'Type': 'AWS::Lambda::Alias',
                            'Properties': {'FunctionName': {'Ref': 'Function'}, 'Name': 'live'}},
                   'Test': {'Type': 'Test', 'Properties': {'Value': %s}}}}""".formatted(value)), "two", json("""
                {'Outputs': {'Key': {'Value': {'Fn::Join': [' of ', ['key', {'Ref': 'AWS::StackName'}]]},
                                     'Export': {'Name': {'Fn::Sub': '${AWS::StackName}:Key'}}}}}"""))));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
