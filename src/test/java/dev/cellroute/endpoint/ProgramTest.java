package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Location;
import dev.cellroute.notebook.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Program TWO =
      Program.join(List.of(code(4, "# GET /x\na = 1\n"), code(7, "# GET /x\nprint(a)")));

  @Test
  void cellsFollowEachOtherAsTheyStand() {
    assertThat(TWO.source()).isEqualTo("# GET /x\na = 1\n\n# GET /x\nprint(a)");
    assertThat(TWO.parts()).containsExactly(new Program.Part(4, 1, 3), new Program.Part(7, 4, 2));
  }

  @Test
  void aLineIsFoundInItsCell() {
    assertThat(TWO.locate("a.ipynb", 2)).isEqualTo(Location.cell("a.ipynb", 4, 2, 0));
    assertThat(TWO.locate("a.ipynb", 3)).isEqualTo(Location.cell("a.ipynb", 4, 3, 0));
    assertThat(TWO.locate("a.ipynb", 4)).isEqualTo(Location.cell("a.ipynb", 7, 1, 0));
    assertThat(TWO.locate("a.ipynb", 5)).isEqualTo(Location.cell("a.ipynb", 7, 2, 0));
  }

  @Test
  void aLinePastTheEndIsTheLastOne() {
    assertThat(TWO.locate("a.ipynb", 99)).isEqualTo(Location.cell("a.ipynb", 7, 2, 0));
  }

  @Test
  void anUnknownLineIsTheFirstCellAsAWhole() {
    assertThat(TWO.locate("a.ipynb", 0)).isEqualTo(Location.cell("a.ipynb", 4, 0, 0));
  }

  @Test
  void noCellsAreAnEmptyProgram() {
    assertThat(Program.join(List.of())).isEqualTo(Program.EMPTY);
    assertThat(Program.EMPTY.isEmpty()).isTrue();
    assertThat(Program.EMPTY.locate("a.ipynb", 3)).isEqualTo(Location.file("a.ipynb"));
  }

  @Test
  void anEmptyCellIsNotAnEmptyProgram() {
    assertThat(Program.join(List.of(code(2, ""))).isEmpty()).isFalse();
  }

  private static Cell code(int number, String source) {
    return new Cell(number, Cell.Type.CODE, source, List.of());
  }
}
