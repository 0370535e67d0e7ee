package dev.slipway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.CacheMode;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/// The house of the design, as rules: data flows one way, and the folders say so.
@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class, cacheMode = CacheMode.PER_CLASS)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrows_only_to_the_right =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("ground").definedBy("dev.slipway.fact..", "dev.slipway.task..", "dev.slipway.file..", "dev.slipway.json..")
          .layer("workflow").definedBy("dev.slipway.workflow..")
          .layer("target").definedBy("dev.slipway.target..")
          .layer("forge").definedBy("dev.slipway.forge..")
          .layer("transfer").definedBy("dev.slipway.transfer..")
          .layer("archive").definedBy("dev.slipway.archive..")
          .layer("binary").definedBy("dev.slipway.binary..")
          .layer("verify").definedBy("dev.slipway.verify..")
          .layer("size").definedBy("dev.slipway.size..")
          .layer("changelog").definedBy("dev.slipway.changelog..")
          .layer("benchmark").definedBy("dev.slipway.benchmark..")
          .layer("oci").definedBy("dev.slipway.oci..")
          .layer("gate").definedBy("dev.slipway.gate..")
          .layer("release").definedBy("dev.slipway.release..")
          .layer("rehearsal").definedBy("dev.slipway.rehearsal..")
          .layer("cli").definedBy("dev.slipway.cli..")
          .layer("desktop").definedBy("dev.slipway.desktop..")
          .whereLayer("ground").mayNotAccessAnyLayer()
          .whereLayer("workflow").mayOnlyAccessLayers("ground")
          .whereLayer("target").mayOnlyAccessLayers("ground", "workflow")
          .whereLayer("forge").mayOnlyAccessLayers("ground")
          .whereLayer("transfer").mayOnlyAccessLayers("ground", "forge")
          .whereLayer("archive").mayOnlyAccessLayers("ground")
          .whereLayer("binary").mayOnlyAccessLayers("ground")
          .whereLayer("verify").mayOnlyAccessLayers("ground", "target", "archive", "binary")
          .whereLayer("size").mayOnlyAccessLayers("ground", "target", "archive", "binary")
          .whereLayer("changelog").mayOnlyAccessLayers("ground", "forge")
          .whereLayer("benchmark").mayOnlyAccessLayers("ground")
          .whereLayer("oci").mayOnlyAccessLayers("ground", "archive", "binary")
          .whereLayer("gate").mayOnlyAccessLayers("ground")
          .whereLayer("release")
          .mayOnlyAccessLayers(
              "ground", "workflow", "target", "forge", "transfer", "archive", "binary", "verify",
              "size", "changelog", "benchmark", "oci", "gate")
          .whereLayer("rehearsal").mayOnlyAccessLayers("ground", "workflow", "target", "forge", "archive")
          .whereLayer("cli").mayNotBeAccessedByAnyLayer()
          .whereLayer("desktop").mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule no_cycles_between_packages =
      slices().matching("dev.slipway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_the_desktop_draws =
      noClasses().that().resideOutsideOfPackage("dev.slipway.desktop..")
          .should().dependOnClassesThat().resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..");

  @ArchTest
  static final ArchRule no_web_view =
      noClasses().should().dependOnClassesThat().resideInAPackage("javafx.scene.web..");

  @ArchTest
  static final ArchRule only_forge_github_knows_github_api =
      noClasses().that().resideOutsideOfPackage("dev.slipway.forge.github..")
          .should().dependOnClassesThat().resideInAPackage("org.kohsuke..");

  @ArchTest
  static final ArchRule nobody_asks_for_the_rehearsal =
      noClasses().that().resideInAnyPackage(
              "dev.slipway.fact..", "dev.slipway.task..", "dev.slipway.file..", "dev.slipway.json..", "dev.slipway.workflow..",
              "dev.slipway.target..", "dev.slipway.forge..", "dev.slipway.transfer..", "dev.slipway.archive..",
              "dev.slipway.binary..", "dev.slipway.verify..", "dev.slipway.size..", "dev.slipway.changelog..",
              "dev.slipway.benchmark..", "dev.slipway.oci..", "dev.slipway.gate..", "dev.slipway.release..")
          .should().dependOnClassesThat().resideInAPackage("dev.slipway.rehearsal..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_command_line_prints =
      noClasses().that().resideOutsideOfPackages("dev.slipway.cli..", "dev.slipway")
          .should().accessField(System.class, "out")
          .orShould().accessField(System.class, "err");

  @ArchTest
  static final ArchRule verification_needs_no_network =
      noClasses().that().resideInAnyPackage("dev.slipway.verify..", "dev.slipway.workflow..", "dev.slipway.target..")
          .should().dependOnClassesThat().resideInAnyPackage("java.net.http..")
          .orShould().dependOnClassesThat(Predicates.type(java.net.Socket.class))
          .allowEmptyShould(true);
}
