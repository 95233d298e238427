package io.arangobatch.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobMapTest {

    private final JobMap map = new JobMap();

    @Test
    void anEmptyMapHasNothing() {
        assertThat(map.wires()).isZero();
        assertThat(map.jobs()).isZero();
        assertThat(map.firstJob(0)).isZero();
        assertThat(map.oneEach()).isTrue();
    }

    @Test
    void oneEachNeedsNoTable() {
        for (int i = 0; i < 1_000; i++) {
            map.add();
        }
        assertThat(map.oneEach()).isTrue();
        assertThat(map.firstJob(999)).isEqualTo(999);
        assertThat(map.firstJob(1_000)).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 31, 32, 33, 1_000})
    void aLateCompanionLeavesTheOthersWhereTheyWere(int before) {
        for (int i = 0; i < before; i++) {
            map.add();
        }
        map.join();
        map.add();

        assertThat(map.oneEach()).isFalse();
        assertThat(map.firstJob(before - 1)).isEqualTo(before - 1);
        assertThat(map.firstJob(before)).isEqualTo(before + 1);
        assertThat(map.firstJob(before + 1)).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsCountWhateverComes(long seed) {
        Random random = new Random(seed);
        List<Integer> firsts = new ArrayList<>();
        for (int job = 0; job < 5_000; job++) {
            if (job == 0 || random.nextBoolean()) {
                map.add();
                firsts.add(job);
            } else {
                map.join();
            }
        }
        firsts.add(5_000);

        assertThat(map.wires()).isEqualTo(firsts.size() - 1);
        for (int wire = 0; wire < firsts.size(); wire++) {
            assertThat(map.firstJob(wire)).isEqualTo(firsts.get(wire));
        }
    }
}
