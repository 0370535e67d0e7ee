package dev.slipway.workflow.yaml;

import dev.slipway.fact.Finding;
import java.util.List;
import java.util.Optional;

/// A YAML file as far as it could be read.
///
/// @param root     the document; absent when nothing could be read
/// @param text     the raw lines
/// @param findings what is wrong with it, in file order
public record YamlFile(Optional<YamlNode> root, SourceText text, List<Finding> findings) {}
