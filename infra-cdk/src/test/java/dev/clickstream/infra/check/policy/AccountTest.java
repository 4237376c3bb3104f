package dev.clickstream.infra.check.policy;

import static dev.clickstream.infra.check.policy.Roles.request;
import static dev.clickstream.infra.check.policy.Roles.tester;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.infra.check.policy.Decision.Allowed;
import dev.clickstream.infra.check.policy.Decision.ExplicitlyDenied;
import dev.clickstream.infra.check.policy.Decision.ImplicitlyDenied;
import dev.clickstream.infra.check.template.Assembly;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** "Policy evaluation logic": the documented rules and examples. */
class AccountTest {
    private static final String ALLOW_READ =
            "{'Sid': 'Read', 'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::lake/*'}";
    private static final String OBJECT = "arn:aws:s3:::lake/x";

    @Test
    void whatNobodyAllowsIsDenied() {
        assertThat(tester("").decide(request("s3:GetObject", OBJECT)))
                .isEqualTo(new ImplicitlyDenied("no statement allows s3:GetObject on it"));
    }

    @Test
    void oneStatementSufficesAndIsNamed() {
        assertThat(tester(ALLOW_READ).decide(request("s3:GetObject", OBJECT))).isEqualTo(new Allowed("Policy / Read"));
    }

    @Test
    void actionsAreTheSameInAnyCaseAndResourcesAreNot() {
        assertThat(tester(ALLOW_READ).decide(request("S3:getobject", OBJECT)).isAllowed())
                .isTrue();
        assertThat(tester(ALLOW_READ)
                        .decide(request("s3:GetObject", "arn:aws:s3:::Lake/x"))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void anExplicitDenyWinsWhereverItStands() {
        String deny = "{'Sid': 'Not', 'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::*lake*'}";

        assertThat(tester(ALLOW_READ + "," + deny).decide(request("s3:GetObject", OBJECT)))
                .isEqualTo(new ExplicitlyDenied("Policy / Not"));
        assertThat(tester(deny + "," + ALLOW_READ).decide(request("s3:GetObject", OBJECT)))
                .isEqualTo(new ExplicitlyDenied("Policy / Not"));
    }

    /** The user guide's example of Carlos, who may read his own bucket but none with "log" in its name. */
    @Test
    void carlosOfTheUserGuide() {
        Account carlos = tester("""
                {'Sid': 'AllowS3ListRead', 'Effect': 'Allow',
                 'Action': ['s3:GetBucketLocation', 's3:ListAllMyBuckets'], 'Resource': 'arn:aws:s3:::*'},
                {'Sid': 'AllowS3Self', 'Effect': 'Allow', 'Action': 's3:*',
                 'Resource': ['arn:aws:s3:::carlos/*', 'arn:aws:s3:::carlos']},
                {'Sid': 'DenyS3Logs', 'Effect': 'Deny', 'Action': 's3:*', 'Resource': 'arn:aws:s3:::*log*'}""");

        assertThat(carlos.decide(request("s3:PutObject", "arn:aws:s3:::carlos/file"))
                        .isAllowed())
                .isTrue();
        assertThat(carlos.decide(request("s3:ListAllMyBuckets", "arn:aws:s3:::any"))
                        .isAllowed())
                .isTrue();
        assertThat(carlos.decide(request("s3:PutObject", "arn:aws:s3:::other/file"))
                        .isAllowed())
                .isFalse();
        assertThat(carlos.decide(request("s3:GetObject", "arn:aws:s3:::carlos-logs/file")))
                .isInstanceOf(ExplicitlyDenied.class);
    }

    @Test
    void notActionInAnAllowGivesEverythingElse() {
        Account account = tester("{'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}");

        assertThat(account.decide(request("s3:DeleteBucket", "arn:aws:s3:::lake"))
                        .isAllowed())
                .isTrue();
        assertThat(account.decide(request("iam:CreateUser", "arn:aws:iam::111122223333:user/x"))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void notResourceInADenySparesWhatItNames() {
        Account account = tester("""
                {'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': '*'},
                {'Effect': 'Deny', 'Action': 's3:*', 'NotResource': 'arn:aws:s3:::lake/*'}""");

        assertThat(account.decide(request("s3:GetObject", OBJECT)).isAllowed()).isTrue();
        assertThat(account.decide(request("s3:GetObject", "arn:aws:s3:::other/x")))
                .isInstanceOf(ExplicitlyDenied.class);
    }

    /** Within one account a bucket's policy may allow by itself, and deny whatever the role is allowed. */
    @Test
    void aBucketsPolicyAllowsAndDenies() {
        Account account = tester(ALLOW_READ, """
                'Lake': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'lake'}},
                'LakePolicy': {'Type': 'AWS::S3::BucketPolicy', 'Properties': {'Bucket': {'Ref': 'Lake'},
                  'PolicyDocument': {'Statement': [
                    {'Sid': 'List', 'Effect': 'Allow', 'Principal': {'AWS': {'Fn::GetAtt': ['Tester', 'Arn']}},
                     'Action': 's3:ListBucket', 'Resource': 'arn:aws:s3:::lake'},
                    {'Sid': 'Others', 'Effect': 'Allow', 'Principal': {'AWS': 'arn:aws:iam::111122223333:role/other'},
                     'Action': 's3:DeleteObject', 'Resource': 'arn:aws:s3:::lake/*'},
                    {'Sid': 'Tls', 'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': '*',
                     'Condition': {'Bool': {'aws:SecureTransport': 'false'}}}]}}}""");

        assertThat(account.decide(request("s3:ListBucket", "arn:aws:s3:::lake")))
                .isEqualTo(new Allowed("LakePolicy / List"));
        assertThat(account.decide(request("s3:DeleteObject", OBJECT)).isAllowed())
                .isFalse();
        assertThat(account.decide(request("s3:GetObject", OBJECT).with("aws:SecureTransport", "false")))
                .isEqualTo(new ExplicitlyDenied("LakePolicy / Tls"));
    }

    @Test
    void aKeyMustConsentEvenToTheAccountsOwnRole() {
        String allow = "{'Sid': 'Key', 'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'}";
        String key = """
                'Key': {'Type': 'AWS::KMS::Key', 'Properties': {'KeyPolicy': {'Statement': [
                  {'Effect': 'Allow', 'Principal': {'AWS': '%s'}, 'Action': 'kms:*', 'Resource': '*'}]}}}""";
        Account handedOver = tester(allow, key.formatted("arn:aws:iam::111122223333:root"));
        Account closed = tester(allow, key.formatted("arn:aws:iam::111122223333:role/other"));
        Account named = tester("", key.formatted(Roles.TESTER));

        assertThat(handedOver.decide(request("kms:Decrypt", keyArn()))).isEqualTo(new Allowed("Policy / Key"));
        assertThat(closed.decide(request("kms:Decrypt", keyArn())))
                .isEqualTo(new ImplicitlyDenied(keyArn() + " does not consent"));
        assertThat(named.decide(request("kms:Decrypt", keyArn())).isAllowed()).isTrue();
    }

    /** As when its ARN comes in by a parameter: KMS's default policy hands the decision to the account. */
    @Test
    void aKeyThatIsInNoTemplateIsTakenToHaveTheDefaultPolicy() {
        String elsewhere = "arn:aws:kms:ap-southeast-1:111122223333:key/elsewhere";
        String allow = "{'Sid': 'Key', 'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'}";

        assertThat(tester(allow).decide(request("kms:Decrypt", elsewhere)).isAllowed())
                .isTrue();
        assertThat(tester("").decide(request("kms:Decrypt", elsewhere)).isAllowed())
                .isFalse();
    }

    private static String keyArn() {
        return "arn:aws:kms:ap-southeast-1:111122223333:key/"
                + UUID.nameUUIDFromBytes("test/Key".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRoleIsTakenOnOnlyIfItTrustsTheOtherAndTheOtherMay() {
        String allow = "{'Sid': 'Assume', 'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Resource': '*'}";
        String other = """
                'Other': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': 'other', 'AssumeRolePolicyDocument': {
                  'Statement': [{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': %s}]}}}""";
        String arn = "arn:aws:iam::111122223333:role/other";

        assertThat(tester(allow, other.formatted("{'Service': 'lambda.amazonaws.com'}"))
                        .decide(request("sts:AssumeRole", arn))
                        .isAllowed())
                .isFalse();
        assertThat(tester(allow, other.formatted("{'AWS': 'arn:aws:iam::111122223333:root'}"))
                        .decide(request("sts:AssumeRole", arn))
                        .isAllowed())
                .isTrue();
        assertThat(tester("", other.formatted("{'AWS': 'arn:aws:iam::111122223333:root'}"))
                        .decide(request("sts:AssumeRole", arn))
                        .isAllowed())
                .isFalse();
        assertThat(tester("", other.formatted("{'AWS': '" + Roles.TESTER + "'}"))
                        .decide(request("sts:AssumeRole", arn))
                        .isAllowed())
                .isTrue();
    }

    @Test
    void aBoundaryTakesAwayAndGivesNothing() {
        Account account = Account.of(Assembly.of(Map.of("test", Roles.json("""
                {'Resources': {
                  'Tester': {'Type': 'AWS::IAM::Role', 'Properties': {
                    'RoleName': 'tester', 'PermissionsBoundary': {'Ref': 'Boundary'},
                    'Policies': [{'PolicyName': 'inline', 'PolicyDocument': {'Statement': [
                      {'Sid': 'S3', 'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:PutObject'], 'Resource': '*'}]}}]}},
                  'Boundary': {'Type': 'AWS::IAM::ManagedPolicy', 'Properties': {'PolicyDocument': {'Statement': [
                    {'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:DeleteObject'], 'Resource': '*'}]}}}
                }}"""))));

        assertThat(account.decide(request("s3:GetObject", OBJECT))).isEqualTo(new Allowed("inline / S3"));
        assertThat(account.decide(request("s3:PutObject", OBJECT)).isAllowed()).isFalse();
        assertThat(account.decide(request("s3:DeleteObject", OBJECT)).isAllowed())
                .isFalse();
    }

    @Test
    void aPolicyOfAnotherStackCountsToo() {
        Map<String, JsonNode> stacks = new TreeMap<>();
        stacks.put("a", Roles.json("""
                {'Resources': {'Tester': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': 'tester'}},
                               'Lake': {'Type': 'AWS::S3::Bucket'}},
                 'Outputs': {'Role': {'Value': {'Ref': 'Tester'}, 'Export': {'Name': 'a:Role'}},
                             'Lake': {'Value': {'Fn::GetAtt': ['Lake', 'Arn']}, 'Export': {'Name': 'a:Lake'}}}}"""));
        stacks.put("b", Roles.json("""
                {'Resources': {'Read': {'Type': 'AWS::IAM::Policy', 'Properties': {
                  'Roles': [{'Fn::ImportValue': 'a:Role'}], 'PolicyDocument': {'Statement': [
                    {'Effect': 'Allow', 'Action': 's3:GetObject',
                     'Resource': {'Fn::Join': ['', [{'Fn::ImportValue': 'a:Lake'}, '/landing/*']]}}]}}}}}"""));
        Account account = Account.of(Assembly.of(stacks));

        assertThat(account.decide(request("s3:GetObject", "arn:aws:s3:::a-lake/landing/x"))
                        .isAllowed())
                .isTrue();
        assertThat(account.decide(request("s3:GetObject", "arn:aws:s3:::a-lake/plan/x"))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void aPolicyWhoseContentIsUnknownIsRefused() {
        assertThatThrownBy(() -> Account.of(Assembly.of(Map.of("test", Roles.json("""
                        {'Resources': {'Tester': {'Type': 'AWS::IAM::Role', 'Properties': {
                          'ManagedPolicyArns': ['arn:aws:iam::aws:policy/ReadOnlyAccess']}}}}""")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arn:aws:iam::aws:policy/ReadOnlyAccess");
    }

    @Test
    void anUnknownRoleIsRefused() {
        assertThatThrownBy(() -> tester("").decide(Request.of("arn:aws:iam::1:role/x", "s3:GetObject", OBJECT)))
                .hasMessageContaining("no template has the role arn:aws:iam::1:role/x");
    }

    /** Whatever the policies: a deny added never allows more, an allow added never less; order does not matter. */
    @Test
    void denyOnlyTakesAwayAllowOnlyGivesAndOrderDoesNotMatter() {
        Random random = new Random(7);
        int allowed = 0;
        for (int i = 0; i < 2_000; i++) {
            List<String> statements = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                statements.add(statement(random, random.nextInt(4) == 0 ? "Deny" : "Allow"));
            }
            Request request = request(
                    pick(random, "s3:GetObject", "s3:PutObject", "sqs:SendMessage"), pick(random, "a:x", "a:y", "b:x"));
            boolean before = decide(statements, request);
            allowed += before ? 1 : 0;
            List<String> more = new ArrayList<>(statements);
            more.add(statement(random, "Deny"));
            List<String> wider = new ArrayList<>(statements);
            wider.add(statement(random, "Allow"));

            assertThat(decide(more, request) && !before).as("%s", more).isFalse();
            assertThat(before && !decide(wider, request)).as("%s", wider).isFalse();
            assertThat(decide(statements.reversed(), request))
                    .as("%s", statements)
                    .isEqualTo(before);
        }
        assertThat(allowed).isBetween(200, 1_800);
    }

    private static boolean decide(List<String> statements, Request request) {
        return tester(String.join(",", statements)).decide(request).isAllowed();
    }

    private static String statement(Random random, String effect) {
        return "{'Effect': '%s', '%s': '%s', '%s': '%s'}"
                .formatted(
                        effect,
                        pick(random, "Action", "Action", "NotAction"),
                        pick(random, "s3:*", "s3:GetObject", "s3:?utObject", "*", "sqs:*"),
                        pick(random, "Resource", "Resource", "NotResource"),
                        pick(random, "*", "a:*", "a:x", "?:x"));
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
