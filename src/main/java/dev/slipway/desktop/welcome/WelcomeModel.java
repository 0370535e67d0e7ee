package dev.slipway.desktop.welcome;

import dev.slipway.fact.Problem;
import dev.slipway.forge.RepositoryName;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// What the first screen asks for. No nodes.
public final class WelcomeModel {
  private final Opening opening;
  private final List<FaultChoice> faults;
  private final StringProperty repository = new SimpleStringProperty("");
  private final StringProperty host = new SimpleStringProperty("");
  private final StringProperty token = new SimpleStringProperty("");
  private final StringProperty fault = new SimpleStringProperty("");
  private final boolean keepsTokens;
  private final BooleanProperty keep = new SimpleBooleanProperty();
  private final BooleanProperty busy = new SimpleBooleanProperty();

  /// @param faults      what a rehearsal can be told to do wrong
  /// @param keepsTokens whether the system offers a keyring
  public WelcomeModel(Opening opening, List<FaultChoice> faults, boolean keepsTokens) {
    this.opening = opening;
    this.faults = List.copyOf(faults);
    this.keepsTokens = keepsTokens;
  }

  List<FaultChoice> faults() {
    return faults;
  }

  /// What is typed as the repository.
  public StringProperty repository() {
    return repository;
  }

  StringProperty host() {
    return host;
  }

  StringProperty token() {
    return token;
  }

  /// Whether the token that is typed is kept for the next time.
  BooleanProperty keep() {
    return keep;
  }

  boolean keepsTokens() {
    return keepsTokens;
  }

  StringProperty fault() {
    return fault;
  }

  /// Whether something is being opened.
  public BooleanProperty busy() {
    return busy;
  }

  /// Why the typed repository cannot be connected; empty when it can.
  public ObservableValue<String> refusal() {
    return repository.map(WelcomeModel::refusalOf);
  }

  private static String refusalOf(String typed) {
    if (typed.isBlank()) {
      return "Write it as owner/name, such as clawft/weft.";
    }
    try {
      RepositoryName.parse(typed);
      return "";
    } catch (Problem problem) {
      return problem.sentence();
    }
  }

  void rehearse(String project) {
    opening.rehearsal(project, fault.get());
  }

  /// Connects what is typed, when it can be.
  public void connect() {
    if (refusalOf(repository.get()).isEmpty()) {
      if (keep.get() && !token.get().isBlank()) {
        opening.keepToken(host.get().strip(), token.get().strip());
      }
      opening.repository(repository.get().strip(), host.get().strip(), token.get().strip());
    }
  }

  Opening opening() {
    return opening;
  }
}
