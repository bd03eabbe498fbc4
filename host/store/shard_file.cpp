#include "host/store/shard_file.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include "host/error.hpp"
#include "host/store/byte_text.hpp"
#include "host/store/read_bytes.hpp"
#include "host/store/result_file.hpp"

namespace qca {

namespace {

constexpr std::string_view magic = "qcasweep shard\r\n";
constexpr std::uint32_t format = 1;
constexpr std::size_t digest_size = 64;  // hexadecimal

/// No deflate stream grows more than this when it is unpacked.
constexpr std::uint64_t most_growth = 1032;

std::string compressed(const std::string& bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string out(size, '\0');
    // The fastest level: most of the bytes are zeros, for values of axes that the shard has not.
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                  static_cast<uLong>(bytes.size()), Z_BEST_SPEED) != Z_OK)
        throw MachineError("shard: cannot be compressed (out of memory) free some memory");
    out.resize(size);
    return out;
}

std::string uncompressed(std::string_view bytes, std::uint64_t size) {
    ByteReader::require(size <= most_growth * (bytes.size() + 1));
    std::string out(size, '\0');
    uLongf found = static_cast<uLongf>(size);
    const int status = uncompress(reinterpret_cast<Bytef*>(out.data()), &found, reinterpret_cast<const Bytef*>(bytes.data()),
                                  static_cast<uLong>(bytes.size()));
    ByteReader::require(status == Z_OK && found == size);
    return out;
}

/// Calls visit(member) for each thing that a shard holds, in the order of the file.
template <class Header, class Visit>
void visit_header(Header& header, const Visit& visit) {
    visit(header.identity);
    visit(header.number);
    visit(header.shards);
    for (auto* text : {&header.backend, &header.device, &header.host, &header.started, &header.finished}) visit(*text);
    visit(header.threads);
    visit(header.seconds);
}

template <class Path, class Visit>
void visit_path(Path& path, const Visit& visit) {
    visit(path.name);
    visit(path.expression);
    visit(path.total);
    visit(path.axis_maps);
    visit(path.pair_maps);
    visit(path.case_counts);
    visit(path.case_axis_counts);
}

template <class Entry, class Visit>
void visit_entry(Entry& entry, const Visit& visit) {
    visit(entry.expression);
    visit(entry.models);
    visit(entry.capped);
    visit(entry.counts);
    visit(entry.outcome);
}

template <class Pair, class Visit>
void visit_pair(Pair& pair, const Visit& visit) {
    visit(pair.parsimonious);
    visit(pair.other);
    visit(pair.count);
}

template <class Columns, class Visit>
void visit_columns(Columns& columns, const Visit& visit) {
    visit(columns.survival);
    visit(columns.solution);
    for (auto* fit : {&columns.fit_inclS, &columns.fit_PRI, &columns.fit_covS}) visit(*fit);
}

/// @param each  each(list, visit_element): a list of things that are no plain values
template <class Result, class Visit, class Each>
void visit_result(Result& result, const Visit& visit, const Each& each) {
    auto& sums = result.sums;
    each(sums.paths, [&](auto& path) { visit_path(path, visit); });
    each(sums.census, [&](auto& entry) { visit_entry(entry, visit); });
    each(sums.census_details.pairs, [&](auto& pair) { visit_pair(pair, visit); });
    visit(sums.census_details.model_counts);
    visit(sums.census_details.role_type);
    visit(sums.census_details.unlisted_pairs);
    for (auto* count : {&sums.counts.calibrations, &sums.counts.capped, &sums.counts.census_overflow, &sums.counts.excluded, &sums.provenance.flagged,
                        &sums.provenance.distinct_tables})
        visit(*count);
    visit(sums.provenance.precision);
    each(result.columns, [&](auto& columns) { visit_columns(columns, visit); });
}

/// What is in front of the digest, when it is right.
std::string_view checked(std::string_view bytes) {
    if (!bytes.starts_with(magic)) throw InputError("it is no shard of a run (its first bytes are others) name another file");
    ByteReader::require(bytes.size() >= magic.size() + sizeof format + digest_size);
    const std::string_view content = bytes.substr(0, bytes.size() - digest_size);
    if (sha256(std::string(content)) != bytes.substr(content.size()))
        throw InputError("its checksum is wrong (the file is damaged) evaluate the shard again");
    ByteReader reader(content.substr(magic.size()));
    const auto found = reader.get<std::uint32_t>();
    if (found != format) throw InputError(fmt::format("it is a shard in format {} (this qcasweep reads format {}) use the version that wrote it", found, format));
    return reader.left();
}

ShardHeader read_header(ByteReader& reader) {
    ShardHeader header;
    visit_header(header, [&](auto& value) { reader.get(value); });
    return header;
}

/// @throws what parse(bytes of the file) throws, with the name of the file
template <class Parse>
auto parse_file(const std::string& file, const Parse& parse) {
    const std::string bytes = read_bytes(file);
    try {
        return parse(std::string_view(bytes));
    } catch (const InputError& error) {
        throw InputError(fmt::format("{}: {}", file, error.what()));
    }
}

}  // namespace

std::string shard_bytes(const ShardHeader& header, const ShardResult& result) {
    ByteWriter content;
    const auto put = [&](const auto& value) { content.put(value); };
    visit_result(result, put, [&](const auto& list, const auto& visit_element) {
        content.put(std::uint64_t{list.size()});
        for (const auto& element : list) visit_element(element);
    });
    const std::string plain = content.take();

    ByteWriter file;
    file.put(format);
    visit_header(header, [&](const auto& value) { file.put(value); });
    file.put(std::uint64_t{plain.size()});
    file.put(compressed(plain));
    const std::string bytes = std::string(magic) + file.take();
    return bytes + sha256(bytes);
}

ShardFile parse_shard(std::string_view bytes) {
    ByteReader file(checked(bytes));
    ShardFile shard;
    shard.header = read_header(file);
    const auto size = file.get<std::uint64_t>();
    const auto packed = file.get<std::uint64_t>();
    const std::string plain = uncompressed(file.take(packed), size);
    ByteReader::require(file.done());
    ByteReader content(plain);
    visit_result(
        shard.result, [&](auto& value) { content.get(value); },
        [&](auto& list, const auto& visit_element) {
            const auto elements = content.get<std::uint64_t>();
            ByteReader::require(elements <= content.left().size() / 8);
            for (std::uint64_t i = 0; i < elements; ++i) visit_element(list.emplace_back());
        });
    ByteReader::require(content.done());
    return shard;
}

ShardHeader parse_shard_header(std::string_view bytes) {
    ByteReader file(checked(bytes));
    return read_header(file);
}

ShardFile read_shard(const std::string& file) { return parse_file(file, parse_shard); }

ShardHeader read_shard_header(const std::string& file) { return parse_file(file, parse_shard_header); }

}  // namespace qca
