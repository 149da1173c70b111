// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <unordered_map>

#include "lint/generic/features.h"

namespace keylint {
namespace {

struct NamedWeight {
  std::string_view name;
  double weight;
};
constexpr NamedWeight kWeights[] = {
#include "generic_weights.inc"
};

// Weights in the order of FeatureNames(), and the thresholds.
struct Model {
  std::vector<float> weights;
  double warning = 0;
  double medium = 0;
  double high = 0;
  double note = 0;
};

using WeightsByName = std::unordered_map<std::string_view, double>;

Model MakeModel(const WeightsByName& by_name) {
  const auto weight = [&](std::string_view name) {
    const auto found = by_name.find(name);
    return found == by_name.end() ? 0.0 : found->second;
  };
  Model model;
  for (const std::string& name : FeatureNames()) model.weights.push_back(static_cast<float>(weight(name)));
  model.warning = weight("threshold.warning");
  model.medium = weight("threshold.medium");
  model.high = weight("threshold.high");
  model.note = weight("threshold.note");
  return model;
}

Model& TheModel() {
  static Model model = [] {
    WeightsByName by_name;
    for (const NamedWeight& entry : kWeights) by_name.emplace(entry.name, entry.weight);
    return MakeModel(by_name);
  }();
  return model;
}

const std::vector<float>& Weights() { return TheModel().weights; }

}  // namespace

double ProbabilityOf(const GenericCandidate& candidate) {
  const std::vector<float>& weights = Weights();
  const std::vector<float> values = FeaturesOf(candidate);
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += static_cast<double>(values[i]) * static_cast<double>(weights[i]);
  const double probability = 1 / (1 + std::exp(-sum));
  return candidate.note_at_most ? std::min(probability, NoteThreshold()) : probability;
}

std::vector<FeaturePart> Explain(const GenericCandidate& candidate) {
  const std::vector<float>& weights = Weights();
  const std::vector<float> values = FeaturesOf(candidate);
  std::vector<FeaturePart> parts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const FeaturePart part{FeatureNames()[i], static_cast<double>(values[i]), static_cast<double>(weights[i])};
    if (part.part() != 0) parts.push_back(part);
  }
  std::stable_sort(parts.begin(), parts.end(), [](const FeaturePart& a, const FeaturePart& b) {
    return std::abs(a.part()) > std::abs(b.part());
  });
  return parts;
}

GenericDecision DecisionOn(const GenericCandidate& candidate) {
  GenericDecision decision;
  decision.dismissed = candidate.dismissed;
  if (!candidate.dismissed.empty()) return decision;
  decision.parts = Explain(candidate);
  for (const FeaturePart& part : decision.parts) decision.sum += part.part();
  decision.probability = ProbabilityOf(candidate);
  if (decision.probability >= HighThreshold()) decision.outcome = "high";
  else if (decision.probability >= MediumThreshold()) decision.outcome = "medium";
  else if (decision.probability >= WarningThreshold()) decision.outcome = "low";
  else if (decision.probability >= NoteThreshold()) decision.outcome = "note";
  return decision;
}

double WarningThreshold() { return TheModel().warning; }
double MediumThreshold() { return TheModel().medium; }
double HighThreshold() { return TheModel().high; }
double NoteThreshold() { return TheModel().note; }

// Lines of `"name" = number`; everything else is passed over.
void UseWeights(std::string_view toml) {
  WeightsByName by_name;
  while (!toml.empty()) {
    const std::string_view line = toml.substr(0, toml.find('\n'));
    toml.remove_prefix(std::min(toml.size(), line.size() + 1));
    const std::size_t close = line.find('"', 1);
    const std::size_t equals = line.find('=');
    if (!line.starts_with('"') || close == std::string_view::npos || equals == std::string_view::npos) continue;
    by_name[line.substr(1, close - 1)] = std::strtod(std::string(line.substr(equals + 1)).c_str(), nullptr);
  }
  TheModel() = MakeModel(by_name);
}

}  // namespace keylint
