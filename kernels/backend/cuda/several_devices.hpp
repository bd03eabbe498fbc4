// One sweep on several devices.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "kernels/backend/engine.hpp"

namespace qca {

/// Gives each engine a part of every range. All begin before any is waited for; all learn the same tables in the same
/// order, so that their numbers agree.
class SeveralDevices final : public Engine {
  public:
    /// @param engines  at least one, for the same problem
    explicit SeveralDevices(std::vector<std::unique_ptr<Engine>> engines) : engines_(std::move(engines)) {}
    ~SeveralDevices() override {
        // The first of them shared the columns with the others.
        while (!engines_.empty()) engines_.pop_back();
    }
    SeveralDevices(const SeveralDevices&) = delete;
    SeveralDevices& operator=(const SeveralDevices&) = delete;

    const BlockGrid& grid() const override { return engines_[0]->grid(); }

    void prepare(std::size_t first, std::size_t last) override {
        for (std::size_t e = 0; e < engines_.size(); ++e)
            engines_[e]->prepare(part(first, last, e), part(first, last, e + 1));
        prepared_ = true;
    }
    TableSpan evaluate(std::size_t first, std::size_t last) override {
        if (!prepared_) prepare(first, last);
        unknown_.clear();
        for (std::size_t e = 0; e < engines_.size(); ++e) {
            const TableSpan found = engines_[e]->evaluate(part(first, last, e), part(first, last, e + 1));
            unknown_.insert(unknown_.end(), found.first, found.first + found.size);
        }
        prepared_ = false;
        std::sort(unknown_.begin(), unknown_.end());
        unknown_.erase(std::unique(unknown_.begin(), unknown_.end()), unknown_.end());
        return {unknown_.data(), unknown_.size()};
    }
    void learn(TableSpan tables, const std::uint64_t* states) override {
        for (const auto& engine : engines_) engine->learn(tables, states);
    }
    void settle() override {
        for (const auto& engine : engines_) engine->settle();
    }
    std::size_t known() const override { return engines_[0]->known(); }
    void take_counts(std::uint64_t* out) override {
        for (const auto& engine : engines_) engine->take_counts(out);
    }
    void forget() override {
        for (const auto& engine : engines_) engine->forget();
    }
    void take_maps(std::uint64_t* maps, std::uint64_t* case_counts) override {
        for (const auto& engine : engines_) engine->take_maps(maps, case_counts);
    }
    Precision precision() const override { return engines_[0]->precision(); }
    std::uint64_t flagged() const override {
        std::uint64_t flagged = 0;
        for (const auto& engine : engines_) flagged += engine->flagged();
        return flagged;
    }
    void row_sums(std::size_t block, RowSumsOut out) override { engines_[0]->row_sums(block, out); }

  private:
    std::size_t part(std::size_t first, std::size_t last, std::size_t e) const {
        return first + (last - first) * e / engines_.size();
    }

    std::vector<std::unique_ptr<Engine>> engines_;
    std::vector<CodedTable> unknown_;
    bool prepared_ = false;
};

}  // namespace qca
