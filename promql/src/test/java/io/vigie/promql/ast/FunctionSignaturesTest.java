package io.vigie.promql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FunctionSignaturesTest {
  @Test
  void allFunctionsOfTheLanguageAreThere() {
    assertThat(FunctionSignatures.all()).filteredOn(f -> !f.experimental()).hasSize(73);
    assertThat(FunctionSignatures.all()).filteredOn(FunctionSignature::experimental).hasSize(17);
  }

  @Test
  void aVariadicFunctionTakesItsLastArgumentNoneOnceOrOften() {
    FunctionSignature round = FunctionSignatures.find("round").orElseThrow();
    assertThat(round.minArguments()).isEqualTo(1);
    assertThat(round.maxArguments()).isEqualTo(2);

    FunctionSignature labelJoin = FunctionSignatures.find("label_join").orElseThrow();
    assertThat(labelJoin.minArguments()).isEqualTo(3);
    assertThat(labelJoin.maxArguments()).isEqualTo(Integer.MAX_VALUE);
    assertThat(labelJoin.argumentType(9)).isEqualTo(ValueType.STRING);
  }
}
