package dev.clickstream.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A parent with one child, to be killed: prints the child's process id. */
public final class ParentProgram {
    private ParentProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        Program program = FakeHouse.program(PatientProgram.class);
        ChildProgram child = ChildProgram.start(Launch.of(
                new House(folder),
                program.module(),
                program,
                Map.of(),
                List.of(folder.resolve("stopped").toString()),
                folder.resolve("child.log")));
        child.awaitReady(Duration.ofSeconds(60));
        System.out.println("ready " + child.pid());
        Thread.sleep(600_000);
    }
}
