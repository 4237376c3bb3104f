package dev.clickstream.rules.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes conditions. What a condition may cost is bounded: its length, its depth, the size of its regular expressions (which
 * take linear time), and how many elements all its loops together may visit. The macros {@code map} and {@code filter}, which
 * build lists, are left out.
 */
final class ConditionCompiler {
    static final int MOST_CHARACTERS = 2_000;
    static final int MOST_DEPTH = 50;
    static final int MOST_ITERATIONS = 1_000;
    private static final int LARGEST_REGEX = 500;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MOST_CHARACTERS)
            .maxParseRecursionDepth(MOST_DEPTH)
            .maxRegexProgramSize(LARGEST_REGEX)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private static final CelValidator VALIDATOR = CelValidatorFactory.standardCelValidatorBuilder(COMPILER, RUNTIME)
            .addAstValidators(
                    RegexLiteralValidator.INSTANCE,
                    TimestampLiteralValidator.INSTANCE,
                    DurationLiteralValidator.INSTANCE)
            .build();

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*");
    private static final List<String> FUNCTIONS = List.of(
            "has",
            "all",
            "exists",
            "contains",
            "startsWith",
            "endsWith",
            "matches",
            "size",
            "int",
            "double",
            "string",
            "timestamp",
            "duration",
            "getFullYear",
            "getMonth",
            "getDate",
            "getDayOfWeek",
            "getHours",
            "getMinutes");

    private ConditionCompiler() {}

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.HAS, CelStandardMacro.ALL, CelStandardMacro.EXISTS);
        for (EventField field : EventField.values()) {
            builder.addVar(field.word(), field.type());
        }
        return builder.build();
    }

    static Condition compile(String text) {
        if (text.isBlank()) {
            throw new BadCondition(1, 1, "the condition is empty", "leave \"when\" out where every event is meant");
        }
        try {
            CelAbstractSyntaxTree checked = COMPILER.compile(text).getAst();
            CelAbstractSyntaxTree valid = VALIDATOR.validate(checked).getAst();
            if (!SimpleType.BOOL.equals(valid.getResultType())) {
                throw new BadCondition(
                        1,
                        1,
                        "a condition must give true or false, this gives "
                                + valid.getResultType().name(),
                        "compare it with something, e.g. … == \"x\"");
            }
            return new Condition(text, RUNTIME.createProgram(valid), properties(valid));
        } catch (CelValidationException e) {
            throw bad(e.getErrors());
        } catch (CelEvaluationException e) {
            throw new BadCondition(1, 1, firstLine(String.valueOf(e.getMessage())), "write it in another way");
        }
    }

    /** The first mistake: later ones often follow from it. */
    private static BadCondition bad(List<CelIssue> issues) {
        CelIssue first = issues.stream()
                .min(Comparator.comparing(CelIssue::getSourceLocation))
                .orElseThrow();
        String problem = firstLine(first.getMessage()).replace(" (in container '')", "");
        CelSourceLocation place = first.getSourceLocation();
        return new BadCondition(
                Math.max(1, place.getLine()), Math.max(0, place.getColumn()) + 1, problem, hint(problem));
    }

    private static String hint(String problem) {
        Matcher undeclared = UNDECLARED.matcher(problem);
        if (undeclared.matches()) {
            String word = undeclared.group(1);
            return Spelling.nearest(word, EventField.words())
                    .or(() -> Spelling.nearest(word, FUNCTIONS))
                    .map("is %s meant?"::formatted)
                    .orElse("a condition knows "
                            + String.join(
                                    ", ", EventField.words().stream().sorted().toList()) + "; a text stands in quotes");
        }
        if (problem.contains("token recognition error at: '= '") || problem.contains("mismatched input '='")) {
            return "equality is written ==";
        }
        if (problem.contains("token recognition error at: '&") || problem.contains("token recognition error at: '|")) {
            return "and is written &&, or is written ||";
        }
        if (problem.contains("no matching overload")) {
            return "the types differ: int(…), double(…), string(…) or timestamp(…) turn one into the other";
        }
        if (problem.contains("exceeds limit") || problem.contains("recursion")) {
            return "at most %d characters and a depth of %d; make two rules of it"
                    .formatted(MOST_CHARACTERS, MOST_DEPTH);
        }
        return "the language is CEL, see docs/reference/rules.md";
    }

    private static List<PropertyUse> properties(CelAbstractSyntaxTree ast) {
        CelSource source = ast.getSource();
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.SELECT)
                .map(node -> node.expr())
                .filter(expr -> expr.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT)
                .filter(expr -> expr.select().operand().ident().name().equals(EventField.PROPERTIES.word()))
                .map(expr -> use(source, expr))
                .distinct()
                .sorted(Comparator.comparingInt(PropertyUse::line).thenComparingInt(PropertyUse::column))
                .toList();
    }

    private static PropertyUse use(CelSource source, CelExpr expr) {
        // A macro's own expression has no place: that of what it looks into has.
        Integer offset = source.getPositionsMap().get(expr.id());
        Integer operand = source.getPositionsMap().get(expr.select().operand().id());
        int place = offset != null ? offset : operand != null ? operand : 0;
        CelSourceLocation location = source.getOffsetLocation(place).orElse(CelSourceLocation.of(1, 0));
        return new PropertyUse(expr.select().field(), location.getLine(), location.getColumn() + 1);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it cannot be compiled");
    }
}
