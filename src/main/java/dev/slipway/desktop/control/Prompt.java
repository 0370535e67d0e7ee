package dev.slipway.desktop.control;

import java.util.function.Function;

/// A question answered with one line of text.
///
/// @param title   what it is about
/// @param effect  what the answer is used for
/// @param label   the name of the field
/// @param initial what the field holds at first
/// @param verb    the words on the button
/// @param check   says what is wrong with a text; empty when nothing is
public record Prompt(
    String title, String effect, String label, String initial, String verb, Function<String, String> check) {}
