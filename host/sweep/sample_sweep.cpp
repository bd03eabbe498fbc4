#include "host/sweep/sample_sweep.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <unordered_map>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/sweep/census_index.hpp"
#include "host/sweep/path_cases.hpp"
#include "host/sweep/progress_count.hpp"
#include "host/sweep/sample_counts.hpp"
#include "host/sweep/sample_fits.hpp"
#include "host/sweep/sample_merge.hpp"
#include "host/sweep/sample_order.hpp"
#include "host/sweep/sample_slices.hpp"
#include "host/sweep/shard_sums.hpp"

namespace qca {

namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 12;  ///< of the points of a piece, for one thread
constexpr std::size_t most_known_tables = std::size_t{1} << 20;
constexpr auto skipped_state = static_cast<std::uint8_t>(Survival::skipped);

std::vector<std::string> condition_names(const Study& study) {
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    return names;
}

class SampleSweep {
  public:
    SampleSweep(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns, const Backend& backend,
                const SweepOptions& options, const SampleOrder& order, ProgressCount& progress, SampleRange range)
        : study_(study), data_(data), plan_(plan), columns_(columns), backend_(backend), options_(options), crew_(options.threads), memberships_(plan.slices.size() > 1),
          counts_(plan, study.paths, data.cases.size(), range.size()), slices_(study, data, plan, order, crew_), progress_(progress), range_(range) {
        if (columns.survival) survival_.assign(study.paths.size(), std::vector<std::uint8_t>(range.size(), skipped_state));
        if (columns.solution) result_.solution.assign(range.size(), no_solution_id);
        if (columns.fits)
            for (std::vector<float>* column : {&result_.fit_inclS, &result_.fit_PRI, &result_.fit_covS})
                column->assign(range.size(), std::numeric_limits<float>::quiet_NaN());
        result_.census_details.model_counts.resize(plan.types.size());
        result_.provenance.precision = precision_names[static_cast<int>(options.precision)];
    }

    /// Sums and, in the order of the samples, columns of the range.
    SweepResult run() {
        for (std::size_t slice = 0; slice < plan_.slices.size(); ++slice)
            if (begin_of(slice) < end_of(slice)) run_slice(slice);
        close_book(range_.end);
        result_.paths = counts_.take();
        for (std::size_t p = 0; p < survival_.size(); ++p) result_.paths[p].survival = std::move(survival_[p]);
        result_.counts.calibrations = evaluated_;
        return std::move(result_);
    }

  private:
    /// Places of the samples of a slice that are in the range.
    std::size_t begin_of(std::size_t slice) const { return std::max(slices_.begin(slice), range_.begin); }
    std::size_t end_of(std::size_t slice) const { return std::min(slices_.begin(slice + 1), range_.end); }

    void open_book(std::size_t slice, const Study& of_slice) {
        const Slice& of = plan_.slices[slice];
        const std::vector<std::string> names = condition_names(of_slice);
        if (book_ && names == conditions_ && of_slice.solution == solution_ && of.outcome == outcome_ && of.negate == negate_) return;
        close_book(begin_of(slice));
        std::vector<Implicant> paths;
        for (const NamedPath& path : of_slice.paths) paths.push_back(path.implicant);
        book_ = std::make_unique<SolutionBook>(static_cast<int>(names.size()), paths, plan_.types, rules_of(of_slice), options_.threads);
        conditions_ = names;
        solution_ = of_slice.solution;
        outcome_ = of.outcome;
        negate_ = of.negate;
        const bool of_outcome = plan_.slice_axes > 0 && plan_.axes.front().name == outcome_axis;
        outcome_position_ = of_outcome ? static_cast<std::uint32_t>(of.at.front()) : 0;
        outcome_name_ = of_outcome ? plan_.axes.front().labels[outcome_position_] : "";
        book_first_ = begin_of(slice);
    }

    /// What the book says goes into the census. @param last  place of the first sample that is not in it
    void close_book(std::size_t last) {
        if (!book_) return;
        const std::vector<BookSolution>& solutions = book_->solutions();
        std::vector<std::uint32_t> position(solutions.size(), no_solution_id);
        for (std::size_t s = 0; s < solutions.size(); ++s) {
            const BookSolution& solution = solutions[s];
            if (std::all_of(solution.counts.begin(), solution.counts.end(), [](std::uint64_t count) { return count == 0; })) continue;
            // The same paths may explain one outcome here and another there.
            const std::string expression = census_expression(solution.models, conditions_, solution.models.models.empty() ? "" : outcome_name_);
            const auto [known, is_new] =
                census_.emplace(census_key(expression, outcome_position_), static_cast<std::uint32_t>(result_.census.size()));
            if (is_new)
                result_.census.push_back({expression, static_cast<std::uint32_t>(solution.models.models.size()), false,
                                          std::vector<std::uint64_t>(plan_.types.size()), outcome_position_});
            CensusEntry& entry = result_.census[known->second];
            entry.capped = entry.capped || solution.models.capped;
            for (std::size_t type = 0; type < plan_.types.size(); ++type) entry.counts[type] += solution.counts[type];
            position[s] = known->second;
        }
        share_range(crew_, result_.solution.empty() ? 0 : last - book_first_, [&](std::size_t i) {
            std::uint32_t& id = result_.solution[book_first_ - range_.begin + i];
            if (id != no_solution_id) id = position[id];
        });
        for (std::size_t type = 0; type < plan_.types.size(); ++type)
            for (std::size_t c = 0; c < model_classes; ++c)
                result_.census_details.model_counts[type][c] += book_->model_counts()[type][c];
        result_.counts.capped += book_->capped_scenarios();
        result_.counts.census_overflow += book_->overflow_scenarios();
        result_.provenance.distinct_tables += book_->met();
        book_.reset();
    }

    void run_slice(std::size_t number) {
        const SampleSlice slice = slices_.slice(number);
        if (!slice.in_order) {
            skip_slice(number, slice);
            return;
        }
        const PointTables tables(slice.study, slice.data, slice.anchors(), memberships_);
        const std::unique_ptr<PointEngine> engine =
            backend_.name == "cuda" ? make_cuda_point_engine(tables.problem(), options_.precision)
                                    : make_cpu_point_engine(tables.problem(), options_.threads, best_simd(), options_.precision);
        open_book(number, slice.study);
        forget(*engine);
        std::unique_ptr<SampleFits> fits;
        if (columns_.fits) fits = std::make_unique<SampleFits>(tables, crew_);
        const CaseOrder order(slice, data_.cases.size());
        SamplePiece piece;
        SamplePoints points;
        for (std::size_t first = begin_of(number); first < end_of(number); first += SampleSlices::piece_size) {
            piece = piece_of(number, first, std::move(piece));
            points = slices_.points(piece, slice, std::move(points));
            run_piece(piece, points, slice, order, tables, *engine, fits.get());
            if (engine->known() > most_known_tables) forget(*engine);
        }
        settle();
        result_.provenance.precision = precision_names[static_cast<int>(engine->precision())];
        result_.provenance.flagged += engine->flagged();
    }

    /// Counts samples none of which can be evaluated.
    void skip_slice(std::size_t number, const SampleSlice& slice) {
        for (std::size_t first = begin_of(number); first < end_of(number); first += SampleSlices::piece_size) {
            const SamplePiece piece = piece_of(number, first);
            result_.counts.excluded += slices_.points(piece, slice).excluded;
            const std::size_t paths = study_.paths.size();
            counts_.add(piece, std::vector<std::uint8_t>(paths * piece.size, skipped_state), {}, crew_);
            report(piece.size);
        }
    }

    /// Samples of a slice from some place in the order on, as far as they are in the range.
    SamplePiece piece_of(std::size_t slice, std::size_t first, SamplePiece spent = {}) {
        place_ = first - range_.begin;
        return slices_.piece(first, end_of(slice), std::move(spent));
    }

    void report(std::size_t samples) {
        progress_.add(samples, samples, book_ ? book_->solutions().size() : 0);
    }

    void run_piece(const SamplePiece& piece, const SamplePoints& points, const SampleSlice& slice, const CaseOrder& order,
                   const PointTables& tables, PointEngine& engine, SampleFits* fits) {
        result_.counts.excluded += points.excluded;
        const std::size_t size = points.size();
        const TableSpan unknown = engine.evaluate(points.list());
        const std::vector<std::uint64_t> states = book_->decide({unknown.first, unknown.first + unknown.size});
        known_states_.insert(known_states_.end(), states.begin(), states.end());
        engine.learn(unknown);
        std::vector<std::uint32_t> table(size);
        engine.numbers(table.data());

        table_counts_.resize(plan_.types.size());
        for (std::vector<std::uint64_t>& counts : table_counts_) counts.resize(engine.known());
        const std::uint32_t* const type = piece.on_axis(plan_.type_axis);
        for (std::size_t p = 0; p < size; ++p) ++table_counts_[type[points.at[p]]][table[p]];
        if (!result_.solution.empty()) write_solutions(piece, points, table);
        if (fits != nullptr) add_fits(piece, points, table, *fits);
        write_states(piece, slice, order, tables, points, table);
        evaluated_ += size;
        report(piece.size);
    }

    void write_states(const SamplePiece& piece, const SampleSlice& slice, const CaseOrder& order, const PointTables& tables,
                      const SamplePoints& points, const std::vector<std::uint32_t>& table) {
        const std::uint32_t* const type = piece.on_axis(plan_.type_axis);
        const std::size_t size = points.size(), chunks = (size + chunk_size - 1) / chunk_size;
        const std::size_t paths = study_.paths.size(), words = (paths * plan_.types.size() + 7) / 8;
        std::vector<std::uint8_t> state(paths * piece.size, skipped_state);
        std::vector<std::vector<SampleCounts::Hit>> hits(counts_.counting() ? paths * chunks : 0);
        crew_.share(paths * chunks, [&](int, std::size_t task) {
            const std::size_t path = task / chunks, chunk = task % chunks;
            const PathCases cases(slice.study.paths[path].implicant, tables, order, points);
            const std::uint64_t* const known = known_states_.data();
            std::uint8_t* const to = state.data() + path * piece.size;
            std::uint8_t* const column = survival_.empty() ? nullptr : survival_[path].data() + place_;
            std::vector<SampleCounts::Hit> of_chunk;
            for (std::size_t p = chunk * chunk_size; p < std::min((chunk + 1) * chunk_size, size); ++p) {
                const std::uint32_t i = points.at[p];
                const std::size_t byte = type[i] * paths + path;
                const auto of_path = static_cast<std::uint8_t>(known[table[p] * words + byte / 8] >> (8 * (byte % 8)));
                to[i] = of_path;
                if (column != nullptr) column[i] = of_path;
                if (!hits.empty() && of_path <= static_cast<std::uint8_t>(Survival::exact_some)) cases.add(p, i, of_chunk);
            }
            if (!hits.empty()) hits[task] = std::move(of_chunk);
        });
        counts_.add(piece, state, hits, crew_);
    }

    /// Numbers of the book, until it is closed; its overflow is the result's "not in the census".
    void write_solutions(const SamplePiece& piece, const SamplePoints& points, const std::vector<std::uint32_t>& table) {
        const std::uint32_t* const type = piece.on_axis(plan_.type_axis);
        share_range(crew_, table.size(), [&](std::size_t p) {
            result_.solution[place_ + points.at[p]] = book_->solution_of(table[p], type[points.at[p]]);
        });
    }

    void add_fits(const SamplePiece& piece, const SamplePoints& points, const std::vector<std::uint32_t>& table, SampleFits& fits) {
        std::vector<std::uint32_t> solution;
        std::vector<std::uint64_t> sample;
        const std::uint32_t* const type = piece.on_axis(plan_.type_axis);
        for (std::size_t p = 0; p < table.size(); ++p) {
            solution.push_back(book_->solution_of(table[p], type[points.at[p]]));
            sample.push_back(place_ + points.at[p]);
        }
        fits.add(result_, *book_, solution, sample, points.choice);
    }

    /// Moves the counts per table into the book.
    void settle() {
        for (std::size_t type = 0; type < table_counts_.size(); ++type) book_->count(table_counts_[type], type);
        table_counts_.clear();
    }

    void forget(PointEngine& engine) {
        settle();
        engine.forget();
        book_->forget();
        known_states_.clear();
    }

    const Study& study_;
    const StudyData& data_;
    const SweepPlan& plan_;
    const ColumnPlan columns_;
    const Backend backend_;
    const SweepOptions options_;
    Crew crew_;
    RememberedMemberships memberships_;  // of slices
    SampleCounts counts_;
    const SampleSlices slices_;
    ProgressCount& progress_;
    const SampleRange range_;
    std::size_t place_ = 0;  // in the columns, of the first sample of the piece
    SweepResult result_;
    std::vector<std::vector<std::uint8_t>> survival_;         // [path]
    std::unordered_map<std::string, std::uint32_t> census_;  // see census_key()
    std::uint64_t evaluated_ = 0;

    // The book serves slices with the same conditions, rules and outcome.
    std::unique_ptr<SolutionBook> book_;
    std::vector<std::string> conditions_;
    SolutionOptions solution_;
    std::size_t outcome_ = 0, book_first_ = 0;
    bool negate_ = false;
    std::uint32_t outcome_position_ = 0;
    std::string outcome_name_;
    std::vector<std::uint64_t> known_states_;               // [table][state word]
    std::vector<std::vector<std::uint64_t>> table_counts_;  // [type][table] samples
};

}  // namespace

ShardResult sweep_samples_of(const SampleRange& range, const SampleOrder& order, const Study& study, const StudyData& data,
                             const SweepPlan& plan, const ColumnPlan& columns, const Backend& backend, const SweepOptions& options,
                             ProgressCount& progress) {
    ShardResult shard;
    shard.sums = SampleSweep(study, data, plan, columns, backend, options, order, progress, range).run();
    shard.columns.push_back(take_columns(shard.sums));
    return shard;
}

SweepResult sweep_samples(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns,
                          const Backend& backend, const SweepOptions& options, ProgressCount& progress) {
    const SampleOrder order = order_samples(plan, Sampler(plan.design));
    const SampleRange all{0, plan.scenarios};
    SampleMerge merge(plan, order, columns, study.paths);
    merge.add(all, sweep_samples_of(all, order, study, data, plan, columns, backend, options, progress));
    return merge.take();
}

std::uint64_t sample_memory(const SweepPlan& plan, const ColumnPlan& columns) {
    const std::uint64_t order = plan.slice_axes == 0 ? 0 : 4 * plan.scenarios;
    // The file is made in memory: columns and coordinates, at worst as large as they are; one coordinate is there twice.
    const std::uint64_t coordinates = columns.survival || columns.solution || columns.fits ? 8 * plan.scenarios * (plan.axes.size() + 1) : 0;
    return order + 2 * columns.bytes + coordinates;
}

void require_sample_memory(const Study& study, const SweepPlan& plan, const ColumnPlan& columns) {
    if (!plan.design.stated()) return;
    constexpr double mebibyte = 1024.0 * 1024;
    const double asked = static_cast<double>(sample_memory(plan, columns)) / mebibyte;
    const double has = static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE)) / mebibyte;
    if (asked > has)
        throw MachineError(fmt::format("{}: [sweep]: {} samples take up to {:.0f} MiB of memory (this machine has {:.0f} MiB) draw "
                                       "fewer samples, or set [sweep.columns] to \"never\"",
                                       study.file, plan.design.samples, asked, has));
}

}  // namespace qca
