package dev.clickstream.cli.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** @param logsIn whether this traveller ever tells who they are */
record Traveller(int number, Home home, List<Device> devices, List<Destination> dreams, boolean logsIn) {

    static Traveller of(long seed, int number, RandomGenerator random) {
        List<Device> devices = new ArrayList<>();
        int deviceCount = Dice.chance(random, 0.3) ? 2 : 1;
        for (int index = 0; index < deviceCount; index++) {
            devices.add(Device.of(seed, number, index, random));
        }
        List<Destination> dreams = new ArrayList<>();
        int dreamCount = Dice.count(random, 1.8, 4);
        for (int index = 0; index < dreamCount; index++) {
            dreams.add(Dice.often(random, Destination.ALL));
        }
        return new Traveller(number, Dice.often(random, Home.ALL), devices, dreams, Dice.chance(random, 0.8));
    }

    String userId() {
        return "traveller-%06d".formatted(number);
    }
}
